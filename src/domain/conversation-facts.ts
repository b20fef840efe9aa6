import type { UnscoredReason } from './sentiment.js';

/** Where, when and by whom a conversation was held, as far as the source tells. */
export type ConversationFacts = {
  readonly conversationId: string;
  readonly startedAt: string;
  /** Null while it is open. */
  readonly endedAt: string | null;
  readonly direction: string | null;
  readonly mediaType: string | null;
  /** In the order of time; the last of each is who the conversation is put down to. */
  readonly queueIds: readonly string[];
  readonly agentIds: readonly string[];
  readonly divisionIds: readonly string[];
};

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/**
 * How long after a conversation its sentiment may still be missing: voice and chat 30 minutes after the end, message and e-mail
 * 72 hours after the last message (developer.genesys.cloud, "Transcript aggregate query", read 2026-11-20).
 */
export const ANALYSIS_DELAY_MS = { spoken: 30 * MS_PER_MINUTE, written: 72 * MS_PER_HOUR } as const;

/** Media whose analysis waits for the last message. Chats end, and are analysed like calls. */
export const WRITTEN_MEDIA: readonly string[] = ['message', 'email'];

/** `open`: it has not ended; `provisional`: its analysis may still come; `final`: neither, though Genesys may correct it. */
export type Finality = 'open' | 'provisional' | 'final';

/** How far the conversations of a run were settled when it began, and why some have no score. */
export type FinalityFigures = Readonly<Record<Finality, number>> & {
  /** With neither a queue nor an agent. */
  readonly unattributed: number;
  readonly unscoredBecause: Readonly<Record<UnscoredReason, number>>;
  /** How many divisions they are of: a client sees those of its own alone, and nothing says that there are others. */
  readonly divisions: number;
};

/** `nowMs` is the run's business time. */
export function finalityOf(
  { endedAt, mediaType }: Pick<ConversationFacts, 'endedAt' | 'mediaType'>,
  nowMs: number,
): Finality {
  if (endedAt === null) return 'open';
  const isWritten = mediaType !== null && WRITTEN_MEDIA.includes(mediaType);
  const delayMs = isWritten ? ANALYSIS_DELAY_MS.written : ANALYSIS_DELAY_MS.spoken;
  return Date.parse(endedAt) + delayMs > nowMs ? 'provisional' : 'final';
}
