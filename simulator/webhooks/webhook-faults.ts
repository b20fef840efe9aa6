import { z } from 'zod';
import { createSeededRandom } from '../seeded-random.js';
import { createSetting, type Setting } from '../setting.js';

const share = z.number().min(0).max(1).default(0);
const durationMs = z.int().min(0).max(600_000);

const webhookFaultsSchema = z.strictObject({
  seed: z.int().default(1),
  /** Share of events that nobody is told. */
  drop: share,
  /** Share of events that are sent twice at once, under one id. */
  duplicate: share,
  /** How long each event waits, and what the seed adds to it at most. */
  delayMs: durationMs.default(0),
  jitterMs: durationMs.default(0),
  /** So many events are held back and then sent in the reverse of their order. */
  reorder: z.int().min(0).max(1000).default(0),
  /** Events that wait for company are sent after this time all the same. */
  reorderForMs: durationMs.default(2000),
  /** Share of conversations that end at once, and whose end is told before their creation is answered. */
  early: share,
});

export type WebhookFaults = z.output<typeof webhookFaultsSchema>;
export type WebhookFaultsInput = z.input<typeof webhookFaultsSchema>;

export type Fate = { dropped: boolean; copies: 1 | 2; delayMs: number };

export type WebhookFaultBoard = Setting<WebhookFaults, WebhookFaultsInput> & {
  /** What the next event meets. Events are numbered from 0 since the faults were last set. */
  nextFate(): Fate;
  isEarly(conversationOrdinal: number): boolean;
};

const FIELD = { drop: 0, duplicate: 1, jitter: 2, early: 3 } as const;

/** The seed and an event's number decide alone, as with the faults of requests. */
export function createWebhookFaultBoard(onSet: () => void): WebhookFaultBoard {
  let events = 0;
  const setting = createSetting(webhookFaultsSchema, {
    onSet: () => {
      events = 0;
      onSet();
    },
  });
  const fraction = (ordinal: number, field: keyof typeof FIELD): number =>
    createSeededRandom(setting.current().seed).fraction(ordinal, FIELD[field]);

  return {
    ...setting,
    nextFate: () => {
      const { drop, duplicate, delayMs, jitterMs } = setting.current();
      const ordinal = events;
      events += 1;
      return {
        dropped: fraction(ordinal, 'drop') < drop,
        copies: fraction(ordinal, 'duplicate') < duplicate ? 2 : 1,
        delayMs: delayMs + Math.floor(fraction(ordinal, 'jitter') * jitterMs),
      };
    },
    isEarly: (ordinal) => fraction(ordinal, 'early') < setting.current().early,
  };
}
