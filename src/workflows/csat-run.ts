import type { AcceptedCsat, CsatFigures } from '../contracts/correlate-csat.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import type { ListReading } from './csat-lists.js';

/** What a run knows of itself; JSON, because a long run hands it to its continuation. */
export type CsatRun = {
  readonly plan: AcceptedCsat;
  readonly startedAt: string;
  readonly lists: ListReading[];
  /** Readings of the surveys, and when the last of them, and of speech, began. */
  round: number;
  surveysReadAt: string;
  speechReadAt: string;
  /** Rows of this round that are new or say something else. */
  news: number;
  /** Null until there is something to say. */
  figures: CsatFigures | null;
  corrections: number;
  coaching: DeliveryOutcome | null;
  /** From the start to the first figures. */
  latencyMs: number | null;
  /** Somebody told that speech analytics have changed since they were read. */
  speechChanged: boolean;
  nextReadAt: string | null;
};

export const beginCsatRun = (plan: AcceptedCsat, startedAt: string, lists: ListReading[]): CsatRun => ({
  plan,
  startedAt,
  lists,
  round: 1,
  surveysReadAt: startedAt,
  speechReadAt: startedAt,
  news: 0,
  figures: null,
  corrections: 0,
  coaching: null,
  latencyMs: null,
  speechChanged: false,
  nextReadAt: null,
});
