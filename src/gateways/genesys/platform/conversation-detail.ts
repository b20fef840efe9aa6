import { z } from 'zod';
import type { ConversationFacts } from '../../../domain/conversation-facts.js';
import { toUtc } from '../../../domain/interval.js';

const id = z.uuid().toLowerCase();
const instant = z.iso.datetime({ offset: true });

const segment = z.object({ segmentStart: instant.nullish(), queueId: z.string().toLowerCase().nullish() });
const session = z.object({
  mediaType: z.string().toLowerCase().nullish(),
  segments: z.array(segment).nullish(),
});
const participant = z.object({
  purpose: z.string().nullish(),
  userId: z.string().toLowerCase().nullish(),
  sessions: z.array(session).nullish(),
});
const survey = z.object({
  surveyId: z.string().nullish(),
  surveyFormId: z.string().nullish(),
  surveyStatus: z.string().nullish(),
  surveyPartialResponse: z.boolean().nullish(),
  oSurveyTotalScore: z.number().nullish(),
  surveyCompletedDate: instant.nullish(),
  userId: z.string().toLowerCase().nullish(),
});

/**
 * What we read of `AnalyticsConversation` (purecloud-platform-client-v2 262, read 2026-11-20). All of it is optional there; a record
 * without an id or a start can't be put down to a window, and makes the answer one of another shape.
 */
export const conversationDetail = z.object({
  conversationId: id,
  conversationStart: instant,
  conversationEnd: instant.nullish(),
  originatingDirection: z.string().toLowerCase().nullish(),
  divisionIds: z.array(z.string().toLowerCase()).nullish(),
  participants: z.array(participant).nullish(),
  surveys: z.array(survey).nullish(),
});
export type ConversationDetail = z.output<typeof conversationDetail>;

/** Purposes of people who work for the organisation: an agent is a user that got the conversation from a queue. */
const STAFF: readonly string[] = ['agent', 'user'];

export function factsOf(detail: ConversationDetail): ConversationFacts {
  const segments = segmentsOf(detail);
  return {
    conversationId: detail.conversationId,
    startedAt: toUtc(detail.conversationStart),
    endedAt: detail.conversationEnd ? toUtc(detail.conversationEnd) : null,
    direction: detail.originatingDirection ?? null,
    mediaType: mediaTypesOf(detail)[0] ?? null,
    queueIds: unique(segments.flatMap(({ queueId }) => queueId ?? [])),
    agentIds: unique(segments.flatMap(({ userId }) => userId ?? [])),
    divisionIds: unique(detail.divisionIds ?? []),
  };
}

/** The customer's comes first: an agent may speak on a phone to somebody who writes. */
export const mediaTypesOf = ({ participants }: ConversationDetail): string[] =>
  unique(
    [...(participants ?? [])]
      .sort((a, b) => Number(b.purpose === 'customer') - Number(a.purpose === 'customer'))
      .flatMap(({ sessions }) => sessions ?? [])
      .flatMap(({ mediaType }) => mediaType ?? []),
  );

type Segment = { readonly startMs: number; readonly queueId: string | null; readonly userId: string | null };

/** In the order of time. */
const segmentsOf = ({ participants }: ConversationDetail): Segment[] =>
  (participants ?? [])
    .flatMap(({ purpose, userId, sessions }) =>
      (sessions ?? []).flatMap(({ segments }) =>
        (segments ?? []).map(({ segmentStart, queueId }) => ({
          startMs: segmentStart ? Date.parse(segmentStart) : 0,
          queueId: queueId ?? null,
          userId: STAFF.includes(purpose ?? '') ? (userId ?? null) : null,
        })),
      ),
    )
    .sort((a, b) => a.startMs - b.startMs);

/** In their order; what comes again counts where it came last, because the last one is who the conversation is put down to. */
const unique = (values: readonly string[]): string[] => [...new Set([...values].reverse())].reverse();
