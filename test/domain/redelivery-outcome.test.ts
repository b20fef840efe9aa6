import { expect, it } from 'vitest';
import { redeliveryOutcome } from '../../src/domain/redelivery-outcome.js';

const COUNTS = { delivered: 5, failed: 2, pending: 3, superseded: 4, purged: 1 };

it('counts what was not taken as failed, because it still is', () => {
  expect(redeliveryOutcome(COUNTS, { sinkConfigured: true })).toEqual({
    ...{ delivered: 5, failed: 5, skipped: 5 },
    skippedBecause: { superseded: 4, purged: 1 },
  });
});

it('skips what has nowhere to go', () => {
  const nothing = { ...COUNTS, delivered: 0, failed: 0, purged: 0 };
  expect(redeliveryOutcome(nothing, { sinkConfigured: false })).toEqual({
    ...{ delivered: 0, failed: 0, skipped: 7 },
    skippedBecause: { noSink: 3, superseded: 4 },
  });
});
