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

/** When an insight of this class was created, in epoch milliseconds. Takes a fraction in [0, 1). */
export function createdMsOf({
  conversation,
  settings,
  is,
  fraction,
}: {
  conversation: Pick<Conversation, 'startedAt' | 'endedAt'>;
  settings: InsightSettings;
  is: InsightClass;
  fraction: number;
}): number {
  const atMs = Date.parse(settings.at);
  const endMs = conversation.endedAt === null ? atMs : Date.parse(conversation.endedAt);
  const referenceMs = settings.ageFrom === 'now' ? atMs : Math.min(atMs, endMs);
  switch (is.class) {
    case 'stale':
      return between(referenceMs - STALE_MS.to, referenceMs - STALE_MS.from, fraction);
    case 'future':
      return between(atMs + FUTURE_MS.from, atMs + FUTURE_MS.to, fraction);
    default: {
      // Not before the conversation, unless that itself began later than the reference.
      const startMs = Math.min(referenceMs, Date.parse(conversation.startedAt));
      return between(Math.max(startMs, referenceMs - FRESH_MS), referenceMs, fraction);
    }
  }
}
