import type { Conversation } from '../conversations.js';
import { toIsoInstant } from '../iso-instant.js';
import type { Organisation } from '../organisation.js';
import type { InsightClass } from './insight-class.js';
import { insightDraftsOf, type InsightType } from './insight-draft.js';
import { insightOutcomeOf, type InsightOutcome } from './insight-outcome.js';
import type { InsightSettings } from './insight-settings.js';
import { insightSourceOf } from './insight-source.js';
import { insightTextOf } from './insight-text.js';
import type { PersonalDataKind } from './personal-data-kind.js';

export type InsightTruthFilter = {
  /** ISO dates; conversations that start in [from, to). Left out: the whole period. */
  from?: string | undefined;
  to?: string | undefined;
  conversationIds?: readonly string[] | undefined;
};

export type TrueInsight = {
  id: string;
  class: InsightClass['class'];
  kind: PersonalDataKind | null;
  insightType: InsightType;
  confidence: number;
  createdDate: string;
  text: string;
  /** The personal data in the text, letter by letter. */
  planted: string[];
};

export type ConversationTruth = {
  conversationId: string;
  /** Null while it is active. */
  endedAt: string | null;
  outcome: InsightOutcome;
  /** Also of conversations that do not answer with them. */
  insights: TrueInsight[];
};

export type InsightTruth = {
  conversations: ConversationTruth[];
  /** Conversations by outcome. */
  outcomes: Record<InsightOutcome, number>;
  /** Insights by class, of the conversations that answer. */
  classes: Record<InsightClass['class'], number>;
};

function truthOf(conversation: Conversation, settings: InsightSettings): ConversationTruth {
  const source = insightSourceOf(conversation, settings);
  return {
    conversationId: conversation.id,
    endedAt: conversation.endedAt,
    outcome: insightOutcomeOf(source, settings),
    insights: insightDraftsOf(conversation, settings, source).map((draft) => ({
      id: source.ids.idOf(draft.ordinal),
      class: draft.is.class,
      kind: 'kind' in draft.is ? draft.is.kind : null,
      insightType: draft.insightType,
      confidence: draft.confidence,
      createdDate: toIsoInstant(draft.createdMs),
      ...insightTextOf(draft, conversation, source),
    })),
  };
}

/** Every conversation of the filter, in the order of the start. */
function* conversationsOf(
  { conversations, period }: Organisation,
  { from = period.from, to = period.to, conversationIds }: InsightTruthFilter,
): Generator<Conversation> {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const ids = conversationIds && new Set(conversationIds.map((id) => id.toLowerCase()));
  for (let index = 0; index < conversations.size; index += 1) {
    const startMs = conversations.startMsAt(index);
    if (startMs < fromMs || startMs >= toMs) continue;
    if (ids && !ids.has(conversations.idAt(index))) continue;
    yield conversations.at(index);
  }
}

/**
 * What was made and what it is, whatever a query would show of it: it shares no filter, order or page with the endpoint
 * that it is there to check. A malformed insight that would make a fifth of a page is in here too, though it is not shown.
 */
export function insightTruthOf(
  organisation: Organisation,
  settings: InsightSettings,
  filter: InsightTruthFilter = {},
): InsightTruth {
  const outcomes = { answered: 0, forbidden: 0, notFound: 0 };
  const classes = {
    clean: 0,
    stale: 0,
    future: 0,
    masked: 0,
    personalData: 0,
    maskingFailed: 0,
    malformed: 0,
    foreign: 0,
  };
  const conversations = Array.from(conversationsOf(organisation, filter), (conversation) =>
    truthOf(conversation, settings),
  );
  for (const { outcome, insights } of conversations) {
    outcomes[outcome] += 1;
    if (outcome === 'answered') for (const insight of insights) classes[insight.class] += 1;
  }
  return { conversations, outcomes, classes };
}
