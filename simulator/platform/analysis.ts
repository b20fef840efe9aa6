import type { Organisation } from '../organisation.js';
import { createSeededRandom } from '../seeded-random.js';
import { SCORE_UNITS } from '../speech/spoken.js';
import type { PlatformSettings } from './platform-settings.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIELD = { late: 50, corrected: 51, correction: 52 } as const;

/** A part of a conversation's score, in ten-thousandths, and when it was said. */
export type ScorePart = { atMs: number; units: number };

/** When what is known of a conversation, and how it is scored then. */
export type Analysis = {
  /** Since when its record can be found. */
  foundSinceMs(index: number): number;
  /** Since when its sentiment is there. */
  analysedSinceMs(index: number): number;
  /** Parts whose mean is the conversation's score at a time: two where it goes past a full hour. None while it is not scored. */
  scoreAt(index: number, nowMs: number): ScorePart[];
};

export function createAnalysis(organisation: Organisation, settings: PlatformSettings): Analysis {
  const { seed, conversations } = organisation;
  const random = createSeededRandom(seed);
  const fractionAt = (index: number, field: number): number =>
    random.fraction(conversations.ordinalAt(index), field);
  const isLate = (index: number) => fractionAt(index, FIELD.late) < settings.current().lateShare;

  function endMsAt(index: number): number {
    const { startedAt, endedAt } = conversations.at(index);
    return Date.parse(endedAt ?? startedAt);
  }

  function foundSinceMs(index: number): number {
    const startMs = conversations.startMsAt(index);
    return isLate(index) ? startMs + settings.current().lateByMs : startMs;
  }

  function analysedSinceMs(index: number): number {
    if (settings.current().analysis === 'atOnce') return foundSinceMs(index);
    const { mediaType } = conversations.at(index);
    const isWritten = mediaType === 'message' || mediaType === 'email';
    return Math.max(foundSinceMs(index), endMsAt(index) + (isWritten ? 72 * HOUR_MS : 30 * MINUTE_MS));
  }

  /** Whole units of the score that it has then. */
  function unitsAt(index: number, nowMs: number): number | null {
    const sentiment = conversations.sentimentAt(index);
    if (sentiment === null) return null;
    const { correctedShare, correctedAfterMs } = settings.current();
    const isCorrected =
      fractionAt(index, FIELD.corrected) < correctedShare && nowMs >= endMsAt(index) + correctedAfterMs;
    const score = isCorrected ? fractionAt(index, FIELD.correction) * 2 - 1 : sentiment.score;
    return Math.round(score * SCORE_UNITS);
  }

  return {
    foundSinceMs,
    analysedSinceMs,
    scoreAt: (index, nowMs) => {
      const units = nowMs < analysedSinceMs(index) ? null : unitsAt(index, nowMs);
      if (units === null) return [];
      const [startMs, endMs] = [conversations.startMsAt(index), endMsAt(index)];
      if (Math.floor(startMs / HOUR_MS) === Math.floor(endMs / HOUR_MS)) return [{ atMs: startMs, units }];
      const difference = Math.floor((SCORE_UNITS - Math.abs(units)) / 2);
      return [
        { atMs: startMs, units: units + difference },
        { atMs: endMs, units: units - difference },
      ];
    },
  };
}
