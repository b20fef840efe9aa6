import type { CsatRange } from './csat.js';
import type { Pair } from './statistics/pair.js';
import {
  csatOf,
  meanSentiment,
  type SurveyedConversation,
  type WithoutCsat,
  type WithoutSentiment,
} from './surveyed-conversation.js';

/** Why something gives no pair. What has several reasons is counted under the first of them, in this order. */
export type LeftOutReason = WithoutSentiment | WithoutCsat | 'unattributed';

/** `input` is the number of pairs and of all that is left out together. */
export type Pairing<PairOf extends Pair> = {
  readonly input: number;
  readonly pairs: readonly PairOf[];
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
};

/** `sentiment` is -1…1, `csat` 0…1 of the survey's range. */
export type ConversationPair = Pair & { readonly conversationId: string; readonly topics: readonly string[] };
export type AgentPair = Pair & { readonly conversationId: string; readonly agentId: string };

/** One pair for a conversation: its sentiment over all agents, and its survey, whomever that rates. */
export const pairConversations = (
  conversations: Iterable<SurveyedConversation>,
  range: CsatRange,
): Pairing<ConversationPair> =>
  pairUp(conversations, (conversation) => [conversationPair(conversation, range)]);

/**
 * One pair for an agent in a conversation: the survey, with that agent's own communications. Counted are all agents of all
 * conversations, and those that only a survey names. An agent whom the survey does not rate has no survey there; where it does not
 * tell whom it rates it is unattributed, unless only one agent took part. So leave no agent's communications out of the input.
 */
export const pairAgents = (
  conversations: Iterable<SurveyedConversation>,
  range: CsatRange,
): Pairing<AgentPair> => pairUp(conversations, (conversation) => agentPairs(conversation, range));

function pairUp<PairOf extends Pair>(
  conversations: Iterable<SurveyedConversation>,
  pairsOf: (conversation: SurveyedConversation) => readonly (PairOf | LeftOutReason)[],
): Pairing<PairOf> {
  const pairs: PairOf[] = [];
  let input = 0;
  const leftOut = {
    notScored: 0,
    invalidSentiment: 0,
    noSurvey: 0,
    noScore: 0,
    invalidScore: 0,
    unattributed: 0,
  };
  for (const conversation of conversations) {
    for (const outcome of pairsOf(conversation)) {
      input += 1;
      if (typeof outcome === 'string') leftOut[outcome] += 1;
      else pairs.push(outcome);
    }
  }
  return { input, pairs, leftOut };
}

function conversationPair(
  { conversationId, topics, communications, survey }: SurveyedConversation,
  range: CsatRange,
): ConversationPair | LeftOutReason {
  const sentiment = meanSentiment(communications);
  if (typeof sentiment === 'string') return sentiment;
  const csat = csatOf(survey, range);
  return typeof csat === 'string' ? csat : { conversationId, topics, sentiment, csat };
}

function agentPairs(conversation: SurveyedConversation, range: CsatRange): (AgentPair | LeftOutReason)[] {
  const agents = new Set(conversation.communications.map(({ agentId }) => agentId));
  const told = conversation.survey?.agentId ?? null;
  const ownerId = told ?? (agents.size === 1 ? ([...agents][0] ?? null) : null);
  if (told !== null || agents.size === 0) agents.add(told);
  return [...agents].map((agentId) => agentPair(conversation, agentId, ownerId, range));
}

function agentPair(
  { conversationId, communications, survey }: SurveyedConversation,
  agentId: string | null,
  ownerId: string | null,
  range: CsatRange,
): AgentPair | LeftOutReason {
  const sentiment = meanSentiment(
    communications.filter((communication) => communication.agentId === agentId),
  );
  if (typeof sentiment === 'string') return sentiment;
  if (agentId !== null && ownerId !== null && agentId !== ownerId) return 'noSurvey';
  const csat = csatOf(survey, range);
  if (typeof csat === 'string') return csat;
  return agentId === null || ownerId === null ? 'unattributed' : { conversationId, agentId, sentiment, csat };
}
