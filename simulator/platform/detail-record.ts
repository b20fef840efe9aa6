import type { Conversation } from '../conversations.js';
import { toIsoInstant } from '../iso-instant.js';
import type { Organisation } from '../organisation.js';
import type { Spoken } from '../speech/spoken.js';

/** What of the published `AnalyticsConversationWithoutAttributes` this simulator has. */
export type DetailRecord = {
  conversationId: string;
  conversationStart: string;
  /** Left out while it is open. */
  conversationEnd?: string;
  originatingDirection: 'inbound' | 'outbound';
  divisionIds: string[];
  participants: DetailParticipant[];
  surveys?: DetailSurvey[];
};

export type DetailParticipant = {
  participantId: string;
  purpose: 'customer' | 'acd' | 'agent';
  userId?: string;
  sessions: DetailSession[];
};

export type DetailSession = {
  sessionId: string;
  mediaType: string;
  direction: 'inbound' | 'outbound';
  segments: DetailSegment[];
};

export type DetailSegment = {
  segmentStart: string;
  segmentEnd?: string;
  segmentType: 'interact';
  queueId?: string;
};

export type DetailSurvey = {
  surveyId: string;
  surveyFormId: string;
  surveyFormName: string;
  surveyStatus: string;
  surveyType: 'Web' | 'Voice';
  surveyPartialResponse: boolean;
  oSurveyTotalScore?: number;
  surveyCompletedDate?: string;
  queueId: string;
  userId: string;
};

export type DetailContext = { organisation: Organisation; spoken: Spoken };

/** The customer, the queue, and the agents one after the other. Nothing else, because nothing else is asked for. */
export function detailRecordOf({ organisation, spoken }: DetailContext, index: number): DetailRecord {
  const conversation = organisation.conversations.at(index);
  const { id, startedAt, endedAt, direction, divisionId } = conversation;
  const queueId = queueIdOf(organisation, conversation);
  const parts = spoken.partsAt(index);
  const startMs = Date.parse(startedAt);
  const spanMs = (endedAt === null ? 60_000 : Date.parse(endedAt) - startMs) / parts.length;
  const sessionOf = (name: string, segment: DetailSegment): DetailSession[] => [
    { sessionId: derivedId(id, name), mediaType: conversation.mediaType, direction, segments: [segment] },
  ];
  const whole = { segmentStart: startedAt, ...(endedAt !== null && { segmentEnd: endedAt }) };
  return {
    ...{ conversationId: id, conversationStart: startedAt },
    ...(endedAt !== null && { conversationEnd: endedAt }),
    ...{ originatingDirection: direction, divisionIds: [divisionId] },
    participants: [
      {
        ...{ participantId: derivedId(id, 'c'), purpose: 'customer' },
        sessions: sessionOf('1', { ...whole, segmentType: 'interact' }),
      },
      {
        ...{ participantId: derivedId(id, 'd'), purpose: 'acd' },
        sessions: sessionOf('2', { ...whole, segmentType: 'interact', queueId }),
      },
      ...parts.map(({ agentId }, part): DetailParticipant => {
        const isLast = part === parts.length - 1;
        const segment: DetailSegment = {
          ...{
            segmentStart: toIsoInstant(startMs + Math.floor(part * spanMs)),
            segmentType: 'interact',
            queueId,
          },
          ...((endedAt !== null || !isLast) && {
            segmentEnd: toIsoInstant(startMs + Math.floor((part + 1) * spanMs)),
          }),
        };
        const sessions = sessionOf(String(3 + part), segment);
        return { participantId: derivedId(id, String(part)), purpose: 'agent', userId: agentId, sessions };
      }),
    ],
  };
}

export const queueIdOf = ({ queues, queueIds }: Organisation, { queue }: Conversation): string =>
  queueIds[queues.indexOf(queue)] ?? '';

/** An id that nobody looks for by: the conversation's own with another last digit. */
const derivedId = (id: string, digit: string): string => `${id.slice(0, -2)}${digit.padStart(2, 'e')}`;
