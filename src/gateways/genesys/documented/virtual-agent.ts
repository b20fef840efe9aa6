import type { VirtualAgentPlatform } from '../ports.js';
import type { Send } from '../transport.js';
import { activeConversations } from './active-conversations.js';
import { createdConversation, creationBody } from './conversation-creation.js';
import { evaluation } from './evaluation.js';

const CONVERSATIONS = '/api/v2/conversations';
const EVALUATE = '/api/v2/conversations/message/evaluate';

/** Virtual-agent sessions by the document's contract. What a customer said, is called or gave us is never part of an error. */
export const createDocumentedVirtualAgent = (send: Send): VirtualAgentPlatform => ({
  evaluate: ({ text, botId }, call) =>
    send({ method: 'POST', path: EVALUATE, body: { text, botId }, confidential: true, ...call }, evaluation),

  createConversation: (conversation, call) => {
    const body = creationBody(conversation);
    const request = { method: 'POST', path: CONVERSATIONS, body, confidential: true, ...call } as const;
    return send(request, createdConversation);
  },

  listActiveConversations: ({ botId, cursor }, call) => {
    const query = { 'to.id': botId, state: 'active', ...(cursor !== null && { nextPageToken: cursor }) };
    return send({ method: 'GET', path: CONVERSATIONS, query, ...call }, activeConversations);
  },
});
