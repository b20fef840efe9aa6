import { z } from 'zod';
import type { WebhookRegistry } from '../ports.js';
import type { Send } from '../transport.js';

const WEBHOOKS = '/api/v2/integrations/webhooks';

const registered = z.object({ id: z.string().trim().min(1).max(200) });

/** Registration by the document's contract. It knows no list, and a repeated request makes a second webhook. */
export const createDocumentedWebhooks = (send: Send): WebhookRegistry => ({
  registerConversationEnded: ({ name, url, secret }, call) => {
    const body = { name, url, events: ['conversation:ended'], secret: secret.reveal() };
    return send({ method: 'POST', path: WEBHOOKS, body, confidential: true, ...call }, registered);
  },
});
