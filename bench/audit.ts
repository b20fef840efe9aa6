import { readEnvironment } from '../src/config.js';
import type { SourcedEntry } from '../src/store/audit.js';
import { median, type Bench, type Figure } from './report.js';
import { startAuditStores } from './audit-stores.js';

const ENTRIES = 1_000_000;
const BATCH = 1000;
const ROUNDS = 3;

const entryOf = (n: number): SourcedEntry => ({
  source: `coaching/${String(n).padStart(8, '0')}`,
  entry: {
    timestamp: '2026-11-21T00:00:00.000Z',
    action: 'sentiment_sync',
    interaction_id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    raw_score: -0.5,
    normalized_score: 25,
    polarity: 'negative',
    outcome: 'delivered',
  },
});

/** Appending in the batches of the product, and verifying a million entries, on each store that can be had. */
export const audit: Bench = async ({ say }) => {
  const figures: Figure[] = [];
  for (const { name, verifySeconds, open } of startAuditStores(readEnvironment().TEST_DATABASE_URL)) {
    const { store, close } = await open();
    try {
      say(`${name}: appending ${ENTRIES.toLocaleString('en')} entries`);
      const startedAtMs = performance.now();
      for (let first = 0; first < ENTRIES; first += BATCH) {
        await store.audit.append(Array.from({ length: BATCH }, (_, n) => entryOf(first + n)));
      }
      const perSecond = ENTRIES / ((performance.now() - startedAtMs) / 1000);
      const verified: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const verifyAtMs = performance.now();
        if (!(await store.audit.verify([])).intact) throw new Error('the chain is not intact');
        verified.push((performance.now() - verifyAtMs) / 1000);
      }
      figures.push(
        { name: `${name}: append`, value: perSecond, unit: 'entries/s', bar: { atLeast: 10_000 } },
        { name: `${name}: verify`, value: median(verified), unit: 's', bar: { atMost: verifySeconds } },
      );
    } finally {
      await close();
    }
  }
  return figures;
};
