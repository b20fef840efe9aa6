import type { FaultReport } from '../../simulator/faults/fault-board.js';
import type { SentimentResult } from '../../src/index.js';
import type { Interval } from '../../src/domain/interval.js';
import type { SinkEffect } from '../../simulator/sinks.js';

/** What a run under faults has left, for the judge. */
export type ProcessEnd = {
  window: Interval;
  outcome: { result: SentimentResult } | { failure: string };
  report: FaultReport;
  effects: SinkEffect[];
  tookMs: number;
};
