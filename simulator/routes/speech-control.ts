import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { GenesysError } from '../genesys-error.js';
import { parseFields } from '../parse-fields.js';
import type { SpeechRoom } from '../speech-room.js';
import { withoutHeaders } from '../speech/speech-webhook.js';
import { parseUtcInstant } from '../utc-instant.js';
import { addSettingRoutes } from './setting-routes.js';

const instant = z.string().refine((text) => parseUtcInstant(text) !== null, 'must be an ISO date in UTC');
const truthSchema = z.strictObject({
  from: instant,
  to: instant,
  conversationIds: z
    .string()
    .transform((text) => text.split(','))
    .optional(),
});
const updateSchema = z.strictObject({
  sentiment: z.number().min(-1).max(1).nullable().optional(),
  eventId: z.string().min(1).optional(),
});

/** What is true of each conversation, what decides what is known of it, and the events of insights. */
export function addSpeechControlRoutes(
  app: FastifyInstance,
  { speech, period }: { speech: SpeechRoom; period: { from: string; to: string } },
): void {
  const { settings, surveySettings, webhooks } = speech;
  addSettingRoutes(app, '/simulator/speech', settings);
  addSettingRoutes(app, '/simulator/surveys', surveySettings);
  app.get<{ Querystring: Partial<Record<string, string>> }>('/simulator/speech/truth', ({ query }) =>
    speech.truth(parseFields(truthSchema, { ...period, ...query })),
  );
  app.post<{ Params: { interactionId: string } }>(
    '/simulator/speech/insights/:interactionId',
    async ({ params: { interactionId }, body }) => {
      const told = await speech.updateInsight(interactionId, parseFields(updateSchema, body ?? {}));
      if (told) return told;
      throw new GenesysError({
        status: 404,
        code: 'not.found',
        message: `There is no conversation ${interactionId}.`,
      });
    },
  );
  app.get('/simulator/speech/webhooks', () => ({
    webhooks: webhooks.all().map(withoutHeaders),
    counts: webhooks.counts(),
  }));
  app.delete('/simulator/speech/webhooks', (_request, reply) => {
    webhooks.clear();
    return reply.code(204).send();
  });
}
