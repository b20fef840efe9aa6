import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { GenesysError } from '../genesys-error.js';
import type { PlatformRoom } from '../platform-room.js';
import { detailsOfIds } from '../platform/details-query.js';
import { topicsAnswerOf } from '../platform/topics.js';
import { aggregatesAnswerOf } from '../platform/transcript-aggregates.js';
import { requireAccess } from '../require-access.js';
import { findModel } from '../speech/models.js';
import { SCORE_UNITS } from '../speech/spoken.js';
import { addSettingRoutes } from './setting-routes.js';

export type ProgramAnswer = { id: string; name: string; published: boolean };
export type ConversationMetricsAnswer = { conversation: { id: string }; sentimentScore: number };

export type OrganisationAnswer = { id: string; name: string };
export type SurveyAnswer = { id: string; status: string; answers?: { totalScore: number } };

const STA = '/api/v2/speechandtextanalytics';
const JOBS = '/api/v2/analytics/conversations/details/jobs';

/** Routes that only the published API has. The details query shares its address with the documents' forms. */
export function addPlatformRoutes(
  app: FastifyInstance,
  { platform, accessTokens }: { platform: PlatformRoom; accessTokens: AccessTokens },
): void {
  const onRequest = [requireAccess(accessTokens), refuseForbidden(platform)];
  const { organisation, jobs, analysis, clock } = platform;

  app.get<{ Querystring: { id?: string } }>('/api/v2/analytics/conversations/details', {
    onRequest,
    handler: async ({ query: { id = '' } }) => detailsOfIds(platform, id.split(',')),
  });
  app.post('/api/v2/analytics/transcripts/aggregates/query', {
    onRequest,
    handler: async ({ body }) => aggregatesAnswerOf(platform, body),
  });
  app.post(JOBS, { onRequest, handler: async ({ body }, reply) => reply.code(202).send(jobs.submit(body)) });
  app.get(`${JOBS}/availability`, { onRequest, handler: async () => jobs.availability() });
  app.get<{ Params: { jobId: string } }>(`${JOBS}/:jobId`, {
    onRequest,
    handler: async ({ params }) => jobs.state(params.jobId),
  });
  app.get<{ Params: { jobId: string } }>(`${JOBS}/:jobId/results`, {
    onRequest,
    handler: async ({ params, query }) => jobs.results(params.jobId, query),
  });
  app.get<{ Params: { conversationId: string } }>(`${STA}/conversations/:conversationId`, {
    onRequest,
    handler: async ({ params: { conversationId } }): Promise<ConversationMetricsAnswer> => {
      const index = organisation.conversations.indexOf(conversationId);
      const parts = index === null ? [] : analysis.scoreAt(index, clock.nowMs());
      if (parts.length === 0) throw notFound('resource.not.found');
      const sum = parts.reduce((total, { units }) => total + units, 0);
      return { conversation: { id: conversationId }, sentimentScore: sum / parts.length / SCORE_UNITS };
    },
  });
  app.get<{ Params: { programId: string } }>(`${STA}/programs/:programId`, {
    onRequest,
    handler: async ({ params: { programId } }): Promise<ProgramAnswer> => {
      const model = findModel(programId);
      if (!model) throw notFound('not.found');
      return { id: model.id, name: model.name, published: model.status === 'deployed' };
    },
  });
  app.get<{ Params: { conversationId: string } }>('/api/v2/quality/conversations/:conversationId/surveys', {
    onRequest,
    handler: async ({ params: { conversationId } }): Promise<SurveyAnswer[]> => {
      const index = organisation.conversations.indexOf(conversationId);
      const { surveys = [] } = index === null ? {} : platform.recordAt(index);
      return surveys.map(({ surveyId, surveyStatus, oSurveyTotalScore: totalScore }) => ({
        ...{ id: surveyId, status: surveyStatus },
        ...(totalScore !== undefined && { answers: { totalScore } }),
      }));
    },
  });
  app.get('/api/v2/organizations/me', {
    onRequest,
    handler: async (): Promise<OrganisationAnswer> => ({
      id: organisation.divisionIds[0] ?? '',
      name: `Simulated organisation ${String(organisation.seed)}`,
    }),
  });
  app.get(`${STA}/topics`, { onRequest, handler: async ({ query }) => topicsAnswerOf(query) });
  addSettingRoutes(app, '/simulator/platform', platform.settings);
}

const notFound = (code: string): GenesysError =>
  new GenesysError({ status: 404, code, message: 'There is no such thing.' });

/** 403 in the words of an organisation that did not give the permission. */
export const refuseForbidden =
  ({ settings }: Pick<PlatformRoom, 'settings'>) =>
  async ({
    method,
    routeOptions,
  }: {
    method: string;
    routeOptions: { url?: string | undefined };
  }): Promise<void> => {
    if (!settings.current().forbidden.includes(`${method} ${routeOptions.url ?? ''}`)) return;
    throw new GenesysError({
      status: 403,
      code: 'missing.permissions',
      message: 'You are missing the following permission(s): analytics:conversationDetail:view',
    });
  };
