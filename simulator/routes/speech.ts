import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { GenesysError } from '../genesys-error.js';
import { requireAccess } from '../require-access.js';
import type { SpeechRoom } from '../speech-room.js';
import { findModel } from '../speech/models.js';
import { withoutHeaders, type NewSpeechWebhook } from '../speech/speech-webhook.js';

/** Speech analytics and surveys as the document on both has them. Its webhooks can neither be listed nor found again. */
export function addSpeechRoutes(
  app: FastifyInstance,
  { speech, accessTokens }: { speech: SpeechRoom; accessTokens: AccessTokens },
): void {
  const onRequest = requireAccess(accessTokens);

  app.get<{ Params: { modelId: string } }>('/api/v2/speechanalytics/v1/models/:modelId', {
    onRequest,
    handler: async ({ params }) => {
      const model = findModel(params.modelId);
      if (model) return model;
      throw new GenesysError({ status: 404, code: 'not.found', message: 'There is no such model.' });
    },
  });
  app.post('/api/v2/analytics/conversations/summary/query', {
    onRequest,
    handler: async ({ body }) => speech.speechPage(body),
  });
  app.post('/api/v2/analytics/surveys/summary/query', {
    onRequest,
    handler: async ({ body }) => speech.surveyPage(body),
  });
  app.post('/api/v2/webhooks', {
    onRequest,
    // Checked by the registry itself, which knows the shape.
    handler: async ({ body }, reply) =>
      reply.code(201).send(withoutHeaders(speech.webhooks.register(body as NewSpeechWebhook))),
  });
}
