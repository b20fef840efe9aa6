import type { Chart } from './charts/chart.js';

/**
 * A report before it has a form: what was asked, whether the answer can be vouched for, figures, and sections. Texts are plain, as
 * long as they need to be, and may come from anywhere: escaping is the renderer's. Nothing in it is what a customer said.
 */
export type ReportModel = {
  /** The process by its name on the command line. */
  readonly process: string;
  readonly title: string;
  /** The period or the moment that it is about, with its time zone. */
  readonly period: string;
  readonly asked: readonly Fact[];
  readonly certificate: Certificate;
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
  /** Where the numbers come from, for whoever wants to check them. */
  readonly evidence: readonly Fact[];
  readonly madeAt: string;
};

export type Fact = { readonly name: string; readonly value: string };

/** Whether the numbers can be vouched for. What is not complete has at least one reason. */
export type Certificate = {
  readonly isComplete: boolean;
  /** In a few words. */
  readonly verdict: string;
  readonly sentence: string;
  readonly because: readonly Reason[];
};

/** A word of the result and what it means. */
export type Reason = { readonly word: string; readonly meaning: string };

/** One number in large type. Null is not zero: the caveats then say why it is not known. */
export type Figure = {
  readonly name: string;
  readonly value: string | null;
  /** Its interval, its n, what it leaves out. */
  readonly caveats: readonly string[];
};

export type Section = { readonly heading: string; readonly blocks: readonly Block[] };

export type Block = Chart | Table | Paragraph;

export type Paragraph = { readonly kind: 'paragraph'; readonly text: string };

export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  /** One cell for each column; null is shown as not known. */
  readonly rows: readonly (readonly Cell[])[];
};

/** `digits` are those after the point, in columns of numbers. */
export type Column = { readonly name: string; readonly digits?: number };

export type Cell = string | number | null;
