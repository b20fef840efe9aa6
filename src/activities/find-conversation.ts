import { cancellationSignal } from '@temporalio/activity';
import type { GenesysGateway } from '../gateways/genesys/index.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'virtualAgent'> };

export type FindConversationInput = {
  readonly sessionKey: string;
  readonly botId: string;
  readonly cursor: string | null;
};

export type FoundConversation = { readonly conversationId: string | null; readonly cursor: string | null };

/** Looks for our key on one page of the active conversations. Safe to repeat: it reads. */
export const createFindConversation = ({ genesys }: Deps) =>
  async function findConversation({
    sessionKey,
    botId,
    cursor,
  }: FindConversationInput): Promise<FoundConversation> {
    const signal = cancellationSignal();
    const page = await genesys.virtualAgent.listActiveConversations({ botId, cursor }, { signal });
    const found = page.conversations.find((conversation) => conversation.sessionKey === sessionKey);
    return { conversationId: found?.conversationId ?? null, cursor: page.cursor };
  };
