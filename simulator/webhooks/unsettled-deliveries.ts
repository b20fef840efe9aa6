import { z } from 'zod';
import { createJournal } from '../journal.js';
import { deliverySchema, keyOf, type Delivery } from './delivery.js';

const recordSchema = z.union([deliverySchema, z.strictObject({ settled: z.string() })]);

export type UnsettledDeliveries = {
  add(delivery: Delivery): void;
  /** It has arrived, or is given up. */
  settle(delivery: Delivery): void;
  all(): Delivery[];
};

/** What is still to be told. With `dataDir` a process that was killed leaves it to the next, which may tell it again. */
export function createUnsettledDeliveries(dataDir: string | undefined): UnsettledDeliveries {
  const journal = createJournal(dataDir, { name: 'deliveries', noun: 'delivery', schema: recordSchema });
  const unsettled = new Map<string, Delivery>();
  for (const record of journal.read()) {
    if ('settled' in record) unsettled.delete(record.settled);
    else unsettled.set(keyOf(record), record);
  }
  // Most of what a long life has told is settled, and would be read again at each start.
  journal.replace([...unsettled.values()]);

  return {
    add: (delivery) => {
      journal.append(delivery);
      unsettled.set(keyOf(delivery), delivery);
    },
    settle: (delivery) => {
      if (unsettled.delete(keyOf(delivery))) journal.append({ settled: keyOf(delivery) });
    },
    all: () => [...unsettled.values()],
  };
}
