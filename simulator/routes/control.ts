import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import type { Clock } from '../clock.js';
import { GenesysError, invalidFields } from '../genesys-error.js';
import type { GroundTruthFilter } from '../ground-truth.js';
import type { Organisation } from '../organisation.js';
import type { RequestCounters } from '../request-counters.js';
import { SINK_NAMES, type Sink, type Sinks } from '../sinks.js';
import type { LiveConversations } from '../live/live-conversations.js';
import { parseUtcInstant } from '../utc-instant.js';

type ControlContext = {
  organisation: Organisation;
  conversations: LiveConversations;
  sinks: Sinks;
  clock: Clock;
  accessTokens: AccessTokens;
  counters: RequestCounters;
};
type Query = Partial<Record<string, string>>;

function invalid(fieldName: string, message: string): GenesysError {
  return invalidFields({ errorCode: 'invalid.value', fieldName, message });
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

function notFound(what: string): GenesysError {
  return new GenesysError({ status: 404, code: 'not.found', message: `There is no ${what}.` });
}

function filterFrom(query: Query, period: { from: string; to: string }): GroundTruthFilter {
  const { from = period.from, to = period.to, languages, conversationIds, actionThreshold } = query;
  if (parseUtcInstant(from) === null) throw invalid('from', 'from must be an ISO date in UTC.');
  if (parseUtcInstant(to) === null) throw invalid('to', 'to must be an ISO date in UTC.');
  const threshold = actionThreshold === undefined ? undefined : Number(actionThreshold);
  if (Number.isNaN(threshold)) throw invalid('actionThreshold', 'actionThreshold must be a number.');
  return {
    from,
    to,
    languages: languages?.split(','),
    conversationIds: conversationIds?.split(','),
    actionThreshold: threshold,
  };
}

function addOrganisationRoutes(app: FastifyInstance, { organisation, conversations }: ControlContext): void {
  app.get('/simulator/organisation', () => organisation.summary());
  app.get<{ Querystring: Query }>('/simulator/ground-truth', ({ query }) =>
    organisation.groundTruth(filterFrom(query, organisation.period)),
  );
  app.get<{ Params: { conversationId: string } }>(
    '/simulator/conversations/:conversationId',
    ({ params }) => {
      const conversation =
        conversations.find(params.conversationId) ?? organisation.find(params.conversationId);
      if (conversation === null) throw notFound(`conversation ${params.conversationId}`);
      return conversation;
    },
  );
}

function addSinkControlRoutes(app: FastifyInstance, { sinks }: ControlContext): void {
  function sinkNamed(wanted: string): Sink {
    const name = SINK_NAMES.find((known) => known === wanted);
    if (name === undefined) throw notFound(`sink ${wanted}`);
    return sinks[name];
  }

  app.get<{ Params: { sink: string } }>('/simulator/sinks/:sink', ({ params }) => {
    const effects = sinkNamed(params.sink).effects();
    return { sink: params.sink, total: effects.length, effects };
  });
  app.delete<{ Params: { sink: string } }>('/simulator/sinks/:sink', ({ params }, reply) => {
    sinkNamed(params.sink).clear();
    return reply.code(204).send();
  });
}

function addClockRoutes(app: FastifyInstance, { clock }: ControlContext): void {
  app.get('/simulator/clock', () => ({ now: clock.now() }));
  app.put('/simulator/clock', ({ body }) => {
    const now = fieldOf(body, 'now');
    if (typeof now !== 'string' || parseUtcInstant(now) === null) {
      throw invalid('now', 'now must be an ISO date in UTC.');
    }
    clock.set(now);
    return { now: clock.now() };
  });
}

function addOAuthControlRoutes(app: FastifyInstance, { accessTokens }: ControlContext): void {
  app.put('/simulator/oauth', ({ body }) => {
    const expiresInSeconds = fieldOf(body, 'expiresInSeconds');
    if (typeof expiresInSeconds !== 'number' || !Number.isInteger(expiresInSeconds) || expiresInSeconds < 1) {
      throw invalid('expiresInSeconds', 'expiresInSeconds must be a whole number above zero.');
    }
    accessTokens.setExpiresInSeconds(expiresInSeconds);
    return { expiresInSeconds };
  });
  app.post('/simulator/oauth/revoke', () => ({ revoked: accessTokens.revokeAll() }));
}

/** What tests and people look at and turn. No credentials are asked for: the server is bound to this machine. */
export function addControlRoutes(app: FastifyInstance, context: ControlContext): void {
  addOrganisationRoutes(app, context);
  addSinkControlRoutes(app, context);
  addClockRoutes(app, context);
  addOAuthControlRoutes(app, context);
  app.get('/simulator/requests', () => context.counters.counts());
  app.delete('/simulator/requests', (_request, reply) => {
    context.counters.clear();
    return reply.code(204).send();
  });
}
