/** One measured figure. With a bar it can fail: `--assert` turns that into exit code 1. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bar?: { readonly atMost: number } | { readonly atLeast: number };
};

export type Bench = (options: BenchOptions) => Promise<readonly Figure[]>;

export type BenchOptions = {
  readonly workers: number;
  readonly sessions: number;
  /** Called while it runs, for whoever watches. */
  readonly say: (line: string) => void;
};

export const holds = ({ value, bar }: Figure): boolean =>
  bar === undefined || ('atMost' in bar ? value <= bar.atMost : value >= bar.atLeast);

export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const rows = figures.map((figure) => {
    const { name, value, unit, bar } = figure;
    const against = bar === undefined ? '' : 'atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`;
    const verdict = bar === undefined ? '' : holds(figure) ? 'ok' : 'BELOW THE BAR';
    return `  ${name.padEnd(width)}  ${rounded(value).padStart(10)} ${unit.padEnd(9)} ${against.padEnd(9)} ${verdict}`.trimEnd();
  });
  return rows.join('\n');
}

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** The value that `share` of the values do not exceed. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? NaN;
