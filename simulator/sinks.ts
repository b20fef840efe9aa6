import { isDeepStrictEqual } from 'node:util';
import type { Clock } from './clock.js';
import type { Journal } from './journal.js';
import { createSinkJournal, type SinkRecord } from './sink-journal.js';

export const SINK_NAMES = ['coaching', 'crm'] as const;
export type SinkName = (typeof SINK_NAMES)[number];

/** What one idempotency key brought about, and how often it was delivered. */
export type SinkEffect = { key: string; body: unknown; receivedAt: string; deliveries: number };

export type Sink = {
  accept(delivery: { key: string; body: unknown }): 'stored' | 'replayed' | 'conflicting';
  /** In the order of arrival. */
  effects(): SinkEffect[];
  clear(): void;
};
export type Sinks = Record<SinkName, Sink>;

function createSink(clock: Clock, journal: Journal<SinkRecord>): Sink {
  const effectByKey = new Map<string, SinkEffect>();

  function take(record: SinkRecord): void {
    const earlier = effectByKey.get(record.key);
    if (earlier) earlier.deliveries += 1;
    else if ('body' in record) effectByKey.set(record.key, { ...record, deliveries: 1 });
  }

  // Written first: what was answered is on disk, and what is not on disk has had no effect.
  function keep(record: SinkRecord): void {
    journal.append(record);
    take(record);
  }

  journal.read().forEach(take);
  return {
    accept: ({ key, body }) => {
      const earlier = effectByKey.get(key);
      if (!earlier) {
        keep({ key, receivedAt: clock.now(), body });
        return 'stored';
      }
      if (!isDeepStrictEqual(earlier.body, body)) return 'conflicting';
      keep({ key });
      return 'replayed';
    },
    effects: () => Array.from(effectByKey.values(), (effect) => ({ ...effect })),
    clear: () => {
      journal.clear();
      effectByKey.clear();
    },
  };
}

/** With `dataDir` the effects outlive the process, however it ends. */
export function createSinks(clock: Clock, { dataDir }: { dataDir?: string | undefined } = {}): Sinks {
  const journalOf = (name: SinkName) => createSinkJournal(dataDir, name);
  return {
    coaching: createSink(clock, journalOf('coaching')),
    crm: createSink(clock, journalOf('crm')),
  };
}
