import type { Misfortune } from './kill-plan.js';

export type TableRow = Misfortune & {
  readonly name: string;
  readonly durationMs: number | null;
  readonly afterKillMs: number | null;
  readonly longestStallMs: number | null;
  /** Deliveries that the sink had seen before. */
  readonly repeated: number | null;
  /** What is different from the undisturbed run; empty when nothing is. */
  readonly differences: readonly string[];
};

const WIDTHS = { name: 14, killed: 11, at: 19, seconds: 9, after: 12, stall: 9, again: 12 };

export const tableHead = (): string =>
  lineOf({
    name: 'run',
    killed: 'killed',
    at: 'at',
    seconds: 'seconds',
    after: 'after kill',
    stall: 'stall',
    again: 'sent again',
    verdict: 'verdict',
  });

/** One line for a run, and one below it for each difference. */
export function tableLines({ name, kill, trouble, differences, repeated, ...times }: TableRow): string[] {
  const line = lineOf({
    name,
    killed: kill?.victim ?? '–',
    at: kill ? `${kill.measure} ${kill.count}` : (trouble ?? '–'),
    seconds: secondsOf(times.durationMs),
    after: secondsOf(times.afterKillMs),
    stall: secondsOf(times.longestStallMs),
    again: String(repeated ?? '–'),
    verdict: differences.length === 0 ? 'same' : 'DIFFERENT',
  });
  return [line, ...differences.map((difference) => `    ${difference}`)];
}

const secondsOf = (ms: number | null): string => (ms === null ? '–' : (ms / 1000).toFixed(1));

type Cells = Record<keyof typeof WIDTHS | 'verdict', string>;

function lineOf({ name, killed, at, seconds, after, stall, again, verdict }: Cells): string {
  return [
    name.padEnd(WIDTHS.name),
    killed.padEnd(WIDTHS.killed),
    at.padEnd(WIDTHS.at),
    seconds.padStart(WIDTHS.seconds),
    after.padStart(WIDTHS.after),
    stall.padStart(WIDTHS.stall),
    again.padStart(WIDTHS.again),
    `  ${verdict}`,
  ].join('');
}
