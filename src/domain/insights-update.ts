/** One insight as the CRM gets it, under the document's names. */
export type SentInsight = {
  readonly id: string;
  readonly interactionId: string;
  readonly insightType: string;
  readonly confidence: number | null;
  readonly text: string;
  readonly createdDate: string | null;
  readonly redacted: boolean;
};

/** What the CRM can find the customer's case by, besides the conversation. */
export type ConversationLabels = {
  readonly externalTag: string | null;
  readonly externalContactId: string | null;
};

/** The document's body, with what a CRM needs to know whom it is about. */
export type InsightsUpdate = {
  readonly event: 'agent_assist_insights_sync';
  readonly conversationId: string;
  readonly externalTag?: string;
  readonly externalContactId?: string;
  readonly insights: readonly SentInsight[];
  readonly count: number;
};

/** Genesys' own bound for a request (`request.bytes.max`); a CRM that takes less is unknown to us. */
export const MAX_UPDATE_BYTES = 512_000;

/**
 * The bodies for one conversation, in the order of its insights, each below `maxBytes` of UTF-8 JSON; none when there is nothing to
 * say. An insight that is larger alone gets a body of its own.
 */
export function insightsUpdates(
  conversation: ConversationLabels & { readonly conversationId: string },
  insights: readonly SentInsight[],
  maxBytes = MAX_UPDATE_BYTES,
): InsightsUpdate[] {
  // The count takes a place that grows with it.
  const room = maxBytes - bytesOf(updateOf(conversation, [])) - String(insights.length).length;
  const parts: SentInsight[][] = [];
  let left = 0;
  for (const insight of insights) {
    const bytes = bytesOf(insight) + 1;
    const part = parts.at(-1);
    if (part && bytes <= left) part.push(insight);
    else parts.push([insight]);
    left = (part && bytes <= left ? left : room) - bytes;
  }
  return parts.map((part) => updateOf(conversation, part));
}

const updateOf = (
  { conversationId, externalTag, externalContactId }: Parameters<typeof insightsUpdates>[0],
  insights: readonly SentInsight[],
): InsightsUpdate => ({
  event: 'agent_assist_insights_sync',
  conversationId,
  ...(externalTag !== null && { externalTag }),
  ...(externalContactId !== null && { externalContactId }),
  insights,
  count: insights.length,
});

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
