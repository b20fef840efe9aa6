import { conversationEndFrom, type ConversationEnd } from './conversation-end.js';
import { toIsoInstant } from './iso-instant.js';
import { LANGUAGES, languageIndexAt, type Language } from './languages.js';
import { lowerBound } from './lower-bound.js';
import { createSeededIds } from './seeded-ids.js';
import { createSeededRandom } from './seeded-random.js';
import { polarityOf, scoreFrom, UNSCORED_SHARE, type Sentiment } from './sentiment.js';
import { createStartTimes } from './start-times.js';

export const MEDIA_TYPES = ['voice', 'message', 'chat', 'email', 'callback'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const DIRECTIONS = ['inbound', 'inbound', 'inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export type Conversation = {
  id: string;
  startedAt: string;
  /** Null while it is active. */
  endedAt: string | null;
  resolutionStatus: ConversationEnd['resolutionStatus'] | null;
  language: Language;
  agentId: string;
  queue: string;
  mediaType: MediaType;
  direction: Direction;
  divisionId: string;
  sentiment: Sentiment | null;
};

/** Conversations in the order of their start, addressed by index. Only what a query searches by is held in memory. */
export type Conversations = {
  size: number;
  idAt(index: number): string;
  /** What anything random about it is drawn by: it stays, wherever the period begins. */
  ordinalAt(index: number): number;
  indexOf(id: string): number | null;
  startMsAt(index: number): number;
  /** Index of the first conversation that starts at this time or later. */
  firstIndexFrom(timeMs: number): number;
  languageIndexAt(index: number): number;
  /** How many of a language (position in `LANGUAGES`) lie in [fromIndex, toIndex). */
  countOfLanguage(languageIndex: number, fromIndex: number, toIndex: number): number;
  sentimentAt(index: number): Sentiment | null;
  agentIdAt(index: number): string;
  at(index: number): Conversation;
};

const FIELD = {
  jitter: 1,
  language: 2,
  agent: 3,
  queue: 4,
  media: 5,
  unscored: 6,
  score: 7,
  end: 10,
  direction: 13,
  division: 14,
} as const;

export function pick<T>(values: readonly T[], fraction: number): T {
  const value = values[Math.floor(fraction * values.length)];
  if (value === undefined) throw new RangeError('Nothing to pick from');
  return value;
}

function indexesByLanguage(languages: Uint8Array): Int32Array[] {
  const filled = new Int32Array(LANGUAGES.length);
  for (const language of languages) filled[language] = (filled[language] ?? 0) + 1;
  const indexes = Array.from(filled, (count) => new Int32Array(count));
  filled.fill(0);
  for (const [index, language] of languages.entries()) {
    const position = filled[language] ?? 0;
    indexes[language]?.set([index], position);
    filled[language] = position + 1;
  }
  return indexes;
}

export function createConversations(options: {
  seed: number;
  conversations: number;
  days: number;
  fromMs: number;
  agentIds: readonly string[];
  queues: readonly string[];
  divisionIds: readonly string[];
  mediaTypes: readonly MediaType[];
}): Conversations {
  const { seed, conversations: size, agentIds, queues, divisionIds, mediaTypes } = options;
  const random = createSeededRandom(seed);
  const ids = createSeededIds(seed);
  const jitter = (ordinal: number): number => random.fraction(ordinal, FIELD.jitter);
  const { firstOrdinal, startsMs } = createStartTimes({ ...options, jitter });
  const fractionAt = (index: number, field: number): number => random.fraction(firstOrdinal + index, field);
  const languages = new Uint8Array(size).map((_, index) =>
    languageIndexAt(fractionAt(index, FIELD.language)),
  );
  const ofLanguage = indexesByLanguage(languages);

  const startMsAt = (index: number): number => startsMs[index] ?? NaN;
  const agentIdAt = (index: number): string => pick(agentIds, fractionAt(index, FIELD.agent));
  const languageAt = (index: number): number => languages[index] ?? 0;

  function sentimentAt(index: number): Sentiment | null {
    if (fractionAt(index, FIELD.unscored) < UNSCORED_SHARE) return null;
    const score = scoreFrom([
      fractionAt(index, FIELD.score),
      fractionAt(index, FIELD.score + 1),
      fractionAt(index, FIELD.score + 2),
    ]);
    return { score, polarity: polarityOf(score) };
  }

  function at(index: number): Conversation {
    if (!(index in startsMs)) throw new RangeError(`No conversation at ${String(index)}`);
    const startMs = startMsAt(index);
    const end = conversationEndFrom({
      active: fractionAt(index, FIELD.end),
      duration: fractionAt(index, FIELD.end + 1),
      resolution: fractionAt(index, FIELD.end + 2),
    });
    return {
      id: ids.idOf(firstOrdinal + index),
      startedAt: toIsoInstant(startMs),
      endedAt: end && toIsoInstant(startMs + end.durationMs),
      resolutionStatus: end && end.resolutionStatus,
      language: LANGUAGES[languageAt(index)] ?? 'en-US',
      agentId: agentIdAt(index),
      queue: pick(queues, fractionAt(index, FIELD.queue)),
      mediaType: pick(mediaTypes, fractionAt(index, FIELD.media)),
      direction: pick(DIRECTIONS, fractionAt(index, FIELD.direction)),
      divisionId: pick(divisionIds, fractionAt(index, FIELD.division)),
      sentiment: sentimentAt(index),
    };
  }

  return {
    size,
    idAt: (index) => ids.idOf(firstOrdinal + index),
    ordinalAt: (index) => firstOrdinal + index,
    indexOf: (id) => {
      const ordinal = ids.ordinalOf(id);
      const index = ordinal === null ? size : (ordinal - firstOrdinal) >>> 0;
      return index < size ? index : null;
    },
    startMsAt,
    firstIndexFrom: (timeMs) => lowerBound(startsMs, timeMs),
    languageIndexAt: languageAt,
    countOfLanguage: (languageIndex, fromIndex, toIndex) => {
      const indexes = ofLanguage[languageIndex] ?? [];
      return Math.max(0, lowerBound(indexes, toIndex) - lowerBound(indexes, fromIndex));
    },
    sentimentAt,
    agentIdAt,
    at,
  };
}
