import { z } from 'zod';
import type { WebhookRegistry } from '../ports.js';
import type { Send } from '../transport.js';

const WEBHOOKS = '/api/v2/integrations/webhooks';
const SPEECH_WEBHOOKS = '/api/v2/webhooks';

const registered = z.object({ id: z.string().trim().min(1).max(200) });

/** Registration by the document's contract. It knows no list, and a repeated request makes a second webhook. */
export const createDocumentedWebhooks = (send: Send): WebhookRegistry => ({
  registerConversationEnded: ({ name, url, secret }, call) => {
    const body = { name, url, events: ['conversation:ended'], secret: secret.reveal() };
    return send({ method: 'POST', path: WEBHOOKS, body, confidential: true, ...call }, registered);
  },
  registerSpeechInsights: ({ name, url, bearer, modelId }, call) => {
    const body = {
      name,
      description: 'Tells of speech analytics that have changed',
      url,
      type: 'rest',
      enabled: true,
      events: ['analytics:query:completed', 'speechanalytics:insight:updated'],
      // This form has no secret to sign by: what we are told is proven by a bearer instead.
      headers: { 'X-Webhook-Source': 'GenesysCloud', Authorization: `Bearer ${bearer.reveal()}` },
      filter: { field: 'speechAnalyticsModelId', op: 'eq', value: modelId },
    };
    return send({ method: 'POST', path: SPEECH_WEBHOOKS, body, confidential: true, ...call }, registered);
  },
});
