export type DemoRow = readonly [name: string, value: string];

/** What a run came to, as people read it, within 80 columns. */
export const demoTable = (rows: readonly DemoRow[]): string =>
  ['', ...rows.map(([name, value]) => `    ${name.padEnd(15)}${value}`), ''].join('\n');

/** How every run of the demonstration ends: what the audit says, and how long it took. */
export const closingRows = (
  auditHead: { readonly count: number },
  { tookMs, auditIsIntact }: { readonly tookMs: number; readonly auditIsIntact: boolean },
): { readonly audit: DemoRow; readonly took: DemoRow } => ({
  audit: ['audit', `${count(auditHead.count)} chained entries, ${auditIsIntact ? 'verified' : 'NOT INTACT'}`],
  took: ['took', `${(tookMs / 1000).toFixed(1)} s`],
});

export const count = (value: number): string => value.toLocaleString('en');
