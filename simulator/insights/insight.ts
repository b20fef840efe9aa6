import type { Conversation } from '../conversations.js';
import { toIsoInstant } from '../iso-instant.js';
import type { InsightDraft, InsightType } from './insight-draft.js';
import type { InsightSource } from './insight-source.js';
import { insightTextOf } from './insight-text.js';
import { malformed } from './malformed-insight.js';

/** As the document on Agent Assist has it. */
export type Insight = {
  id: string;
  interactionId: string;
  insightType: InsightType;
  confidence: number;
  text: string;
  createdDate: string;
  redacted: boolean;
};

/** What goes over the wire for a draft. `strangerId` is another conversation, to which a foreign insight belongs. */
export function insightOf(
  draft: InsightDraft,
  {
    conversation,
    strangerId,
    source,
  }: { conversation: Conversation; strangerId: string; source: InsightSource },
): object {
  const { is, ordinal, insightType, confidence, createdMs } = draft;
  const insight: Insight = {
    id: source.ids.idOf(ordinal),
    interactionId: is.class === 'foreign' ? strangerId : conversation.id,
    insightType,
    confidence,
    text: insightTextOf(draft, conversation, source).text,
    createdDate: toIsoInstant(createdMs),
    redacted: is.class === 'masked' || is.class === 'maskingFailed',
  };
  return is.class === 'malformed' ? malformed(insight, ordinal) : insight;
}
