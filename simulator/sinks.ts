import { isDeepStrictEqual } from 'node:util';
import type { Clock } from './clock.js';

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

function createSink(clock: Clock): Sink {
  const effectByKey = new Map<string, SinkEffect>();
  return {
    accept: ({ key, body }) => {
      const earlier = effectByKey.get(key);
      if (!earlier) {
        effectByKey.set(key, { key, body, receivedAt: clock.now(), deliveries: 1 });
        return 'stored';
      }
      if (!isDeepStrictEqual(earlier.body, body)) return 'conflicting';
      earlier.deliveries += 1;
      return 'replayed';
    },
    effects: () => Array.from(effectByKey.values(), (effect) => ({ ...effect })),
    clear: () => {
      effectByKey.clear();
    },
  };
}

export function createSinks(clock: Clock): Sinks {
  return { coaching: createSink(clock), crm: createSink(clock) };
}
