import type { FastifyRequest } from 'fastify';

export const PLACES = ['token', 'query', 'coaching', 'crm'] as const;
/** The doors at which trouble can be made: the token endpoint, the API, and the two sinks. */
export type Place = (typeof PLACES)[number];

/** Null for the control endpoints and for asking whether a sink is there: they are never in trouble. */
export function placeOf({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): Place | null {
  const [path = ''] = url.split('?');
  if (path.startsWith('/api/')) return 'query';
  if (method !== 'POST') return null;
  if (path === '/oauth/token') return 'token';
  if (path === '/sinks/coaching') return 'coaching';
  return path === '/sinks/crm' ? 'crm' : null;
}
