import type { Conversation } from '../conversations.js';
import type { InsightClass } from './insight-class.js';
import type { InsightSettings } from './insight-settings.js';

const HOUR_MS = 3_600_000;
/** Young enough to be fresh under the document's limit of 24 hours for as long as anybody watches a demonstration. */
const FRESH_MS = 6 * HOUR_MS;
const STALE_MS = { from: 48 * HOUR_MS, to: 30 * 24 * HOUR_MS };
const FUTURE_MS = { from: 48 * HOUR_MS, to: 72 * HOUR_MS };

const between = (fromMs: number, toMs: number, fraction: number): number =>
  fromMs + Math.floor(fraction * Math.max(0, toMs - fromMs));

/** Gives the time, in epoch milliseconds, at which an insight of a class was created; takes a fraction in [0, 1). */
export function createAges(
  { startedAt, endedAt }: Pick<Conversation, 'startedAt' | 'endedAt'>,
  { at, ageFrom }: Pick<InsightSettings, 'at' | 'ageFrom'>,
): (is: InsightClass, fraction: number) => number {
  const atMs = Date.parse(at);
  const endMs = endedAt === null ? atMs : Math.min(atMs, Date.parse(endedAt));
  const referenceMs = ageFrom === 'now' ? atMs : endMs;
  // Not before the conversation, unless that itself began later than the reference.
  const earliestMs = Math.max(Math.min(referenceMs, Date.parse(startedAt)), referenceMs - FRESH_MS);

  return (is, fraction) => {
    switch (is.class) {
      case 'stale':
        return between(referenceMs - STALE_MS.to, referenceMs - STALE_MS.from, fraction);
      case 'future':
        return between(atMs + FUTURE_MS.from, atMs + FUTURE_MS.to, fraction);
      default:
        return between(earliestMs, referenceMs, fraction);
    }
  };
}
