import type { FastifyRequest } from 'fastify';

export const PLACES = [
  'token',
  'query',
  'create',
  'evaluate',
  'active',
  'insights',
  'webhooks',
  'models',
  'speech',
  'surveys',
  'coaching',
  'crm',
] as const;
/** The doors at which trouble can be made: the token endpoint, those of the API, and the two sinks. */
export type Place = (typeof PLACES)[number];

/** Places behind which a token is asked for; `query` is also whatever of the API has no place of its own. */
export const API_PLACES = [
  'query',
  'create',
  'evaluate',
  'active',
  'insights',
  'webhooks',
  'models',
  'speech',
  'surveys',
] as const satisfies Place[];

const PLACE_BY_REQUEST: Partial<Record<string, Place>> = {
  'POST /oauth/token': 'token',
  'POST /api/v2/conversations': 'create',
  'GET /api/v2/conversations': 'active',
  'POST /api/v2/conversations/message/evaluate': 'evaluate',
  'POST /api/v2/integrations/webhooks': 'webhooks',
  'POST /api/v2/webhooks': 'webhooks',
  'POST /api/v2/analytics/conversations/summary/query': 'speech',
  'POST /api/v2/analytics/surveys/summary/query': 'surveys',
  'POST /sinks/coaching': 'coaching',
  'POST /sinks/crm': 'crm',
};

const INSIGHTS = /^GET \/api\/v2\/agentassist\/interactions\/[^/]+\/insights$/;
const MODELS_ADDRESS = '/api/v2/speechanalytics/v1/models/';

/** Null for the control endpoints and for asking whether a sink is there: they are never in trouble. */
export function placeOf({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): Place | null {
  const [path = ''] = url.split('?');
  const asked = `${method} ${path}`;
  if (INSIGHTS.test(asked)) return 'insights';
  if (path.startsWith(MODELS_ADDRESS)) return 'models';
  return PLACE_BY_REQUEST[asked] ?? (path.startsWith('/api/') ? 'query' : null);
}
