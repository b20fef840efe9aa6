import { z } from 'zod';
import { createJournal, type Journal } from './journal.js';

// A first delivery brings its body; a repeated one only its key.
const recordSchema = z.union([
  z.strictObject({ key: z.string(), receivedAt: z.string(), body: z.unknown() }),
  z.strictObject({ key: z.string() }),
]);

export type SinkRecord = z.infer<typeof recordSchema>;

/** One sink's deliveries; without a directory they are forgotten. */
export function createSinkJournal(dataDir: string | undefined, sink: string): Journal<SinkRecord> {
  return createJournal(dataDir, { name: `sink-${sink}`, noun: 'delivery', schema: recordSchema });
}
