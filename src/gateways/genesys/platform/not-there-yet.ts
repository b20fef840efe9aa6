import { InvalidInputError } from '../../../domain/invalid-input.js';
import type { ConversationRecords, InsightSource, VirtualAgentPlatform, WebhookRegistry } from '../ports.js';

/** Refuses in the name of a process that the published API is not spoken for yet. */
const refuse = (process: string) => (): Promise<never> =>
  Promise.reject(
    new InvalidInputError([
      {
        field: 'GENESYS_API_PROFILE',
        problem: `${process} can not be had on the platform profile yet; the documented profile has it`,
      },
    ]),
  );

const sessions = refuse('virtual-agent sessions');
const insights = refuse('Agent Assist insights');
const webhooks = refuse('the registration of webhooks');

export const NOT_THERE_YET: {
  readonly virtualAgent: VirtualAgentPlatform;
  readonly conversationRecords: ConversationRecords;
  readonly insights: InsightSource;
  readonly webhooks: WebhookRegistry;
} = {
  virtualAgent: { evaluate: sessions, createConversation: sessions, listActiveConversations: sessions },
  conversationRecords: { fetchConversationRecord: sessions },
  insights: { fetchInsightPage: insights },
  webhooks: { registerConversationEnded: webhooks, registerSpeechInsights: webhooks },
};
