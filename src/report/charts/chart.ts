/** What a colour says. The page decides how it looks, by day and by night. */
export type Tone = 'negative' | 'neutral' | 'positive' | 'accent' | 'quiet';

type Captioned = {
  readonly title: string;
  /** What the picture shows, in a sentence: read by everybody, and by those who do not see it. */
  readonly says: string;
};

/** Values in the order of the categories, bins or labels beside them; null is a gap. */
export type Series = {
  readonly name: string;
  readonly tone: Tone;
  readonly values: readonly (number | null)[];
};

/** Lying bars, one for each category; several series lie end to end. */
export type BarsChart = Captioned & {
  readonly kind: 'bars';
  readonly categoryName: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
};

/** Counts in adjoining bins of a scale; several series stand on each other. `edges` are one more than the values. */
export type HistogramChart = Captioned & {
  readonly kind: 'histogram';
  readonly scaleName: string;
  readonly edges: readonly number[];
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
};

/** A value on the scale that deserves a line, with what it is. */
export type Mark = { readonly name: string; readonly at: number };

/** Values in the order of days, or of anything else that goes on in equal steps. */
export type LineChart = Captioned & {
  readonly kind: 'line';
  readonly labelName: string;
  readonly labels: readonly string[];
  readonly series: readonly LineSeries[];
  /** Standing columns instead of a line: for counts, which begin at zero. */
  readonly shape: 'line' | 'columns';
  readonly digits: number;
};

/** `band` has the interval of each value, null where there is none. */
export type LineSeries = Series & {
  readonly band?: { readonly name: string; readonly intervals: readonly (Span | null)[] };
};

export type Span = { readonly low: number; readonly high: number };

export type Scale = { readonly name: string; readonly min: number; readonly max: number };

/** Pairs of two values, and the line fitted to them. Points that lie on each other are drawn as a larger one. */
export type ScatterChart = Captioned & {
  readonly kind: 'scatter';
  readonly x: Scale;
  readonly y: Scale;
  readonly points: readonly Point[];
  /** Ascending in x; null where there are too few pairs for a line. */
  readonly fit: Fit | null;
};

export type Point = { readonly x: number; readonly y: number };

export type Fit = { readonly name: string; readonly line: readonly FittedPoint[] };

export type FittedPoint = Point & Span;

/** What happened when, in lanes; numbered in the order of time. Times are milliseconds since the beginning. */
export type TimelineChart = Captioned & {
  readonly kind: 'timeline';
  readonly lanes: readonly string[];
  readonly spans: readonly TimelineSpan[];
  /** Ascending in time. */
  readonly moments: readonly Moment[];
};

export type TimelineSpan = {
  readonly lane: string;
  readonly tone: Tone;
  readonly fromMs: number;
  readonly toMs: number;
};

/** `when` is the time of day as the table shows it. */
export type Moment = {
  readonly lane: string;
  readonly name: string;
  readonly atMs: number;
  readonly when: string;
};

export type Chart = BarsChart | HistogramChart | LineChart | ScatterChart | TimelineChart;
