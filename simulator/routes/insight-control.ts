import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Insights } from '../insights/insights.js';
import { parseFields } from '../parse-fields.js';
import { parseUtcInstant } from '../utc-instant.js';
import { addSettingRoutes } from './setting-routes.js';

const instant = z
  .string()
  .refine((text) => parseUtcInstant(text) !== null, 'must be an ISO date in UTC')
  .optional();

const filterSchema = z.strictObject({
  from: instant,
  to: instant,
  conversationIds: z
    .string()
    .transform((text) => text.split(','))
    .optional(),
});

/** How insights are made, and what was made: `GET /simulator/ground-truth/insights?from=…&to=…&conversationIds=…,…`. */
export function addInsightControlRoutes(app: FastifyInstance, insights: Insights): void {
  addSettingRoutes(app, '/simulator/insights', insights.setting);
  app.get('/simulator/ground-truth/insights', ({ query }) =>
    insights.truth(parseFields(filterSchema, query)),
  );
}
