import { z } from 'zod';
import { MS_PER_DAY, sliceInterval } from '../../../domain/interval.js';
import type { SpeechRow, SurveyRow } from '../../../domain/speech.js';
import { ALL_UNKNOWN } from '../../../domain/survey-unknowns.js';
import type { SpeechAnalytics } from '../ports.js';
import type { Send } from '../transport.js';
import { storableInstant, storableText } from './storable.js';
import { fetchSummaryPage, filterGroup } from './summary-query.js';

const MODEL = '/api/v2/speechanalytics/v1/models/{modelId}';
const SPEECH = '/api/v2/analytics/conversations/summary/query';
const SURVEYS = '/api/v2/analytics/surveys/summary/query';

const model = z.object({ id: z.string(), status: z.string().trim().toLowerCase() });

const conversationId = z.uuid().toLowerCase();
const count = z.int().nonnegative();

const speechGroup = z
  .object({
    groupId: z.string(),
    groupBy: z
      .object({
        interactionId: conversationId,
        agentId: storableText.trim().min(1).max(100).nullish(),
        time: storableInstant.nullish(),
      })
      .nullish(),
    byMetric: z.object({
      speechAnalytics: z.object({ count, sum: z.number() }).nullish(),
      sentiment: z.object({ count, avg: z.number().nullish() }).nullish(),
    }),
  })
  .transform(({ groupId, groupBy, byMetric }, context): SpeechRow => {
    const id = groupBy?.interactionId ?? conversationId.safeParse(groupId).data;
    if (id === undefined) {
      context.addIssue({ code: 'custom', path: ['groupId'], message: 'is no UUID' });
      return z.NEVER;
    }
    const { speechAnalytics, sentiment } = byMetric;
    const figures = {
      analytics: speechAnalytics ?? null,
      sentiment: sentiment ? { avg: sentiment.avg ?? null, count: sentiment.count } : null,
    };
    const agentId = groupBy?.agentId ?? null;
    return {
      conversationId: id,
      key: keyOf(agentId, figures),
      agentId,
      ...figures,
      time: groupBy?.time ?? null,
    };
  });

/** Where no agent is named, rows of a conversation are told apart by what they say: equal ones have the same mean. */
const keyOf = (
  agentId: string | null,
  { analytics, sentiment }: Pick<SpeechRow, 'analytics' | 'sentiment'>,
): string =>
  agentId ?? `?${JSON.stringify([analytics?.count, analytics?.sum, sentiment?.count, sentiment?.avg])}`;

const surveyGroup = z
  .object({
    groupId: conversationId,
    byMetric: z.object({ csat: z.object({ avg: z.number().nullish() }).nullish() }),
  })
  .transform(({ groupId, byMetric }): SurveyRow => ({
    conversationId: groupId,
    agentId: null,
    csat: byMetric.csat?.avg ?? null,
  }));

/** Rows without an agent that say the same are as many as they are, as long as they stand on one page. */
function toldApart(rows: readonly SpeechRow[]): SpeechRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    if (row.agentId !== null) return row;
    const name = `${row.conversationId} ${row.key}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? row : { ...row, key: `${row.key}#${count}` };
  });
}

const MS_PER_HOUR = 3_600_000;

/** Cuts fall on whole hours, which is what the query counts by. Named conversations are few: one list of each kind. */
function lists(
  { from, to, conversationIds }: Parameters<SpeechAnalytics['lists']>[0],
  { atLeast }: { readonly atLeast: number },
) {
  const lengthMs = Date.parse(to) - Date.parse(from);
  const count = conversationIds ? 1 : Math.max(1, Math.min(atLeast, Math.floor(lengthMs / MS_PER_HOUR)));
  // The document knows no bound but the retention.
  const cuts = sliceInterval(
    { from, to },
    { atLeast: count, grain: MS_PER_HOUR, maxDays: lengthMs / MS_PER_DAY },
  );
  return { speech: cuts, surveys: cuts };
}

/** Speech analytics and surveys by the document's contract. All of it may be repeated: nothing has an effect. */
export const createDocumentedSpeechAnalytics = (send: Send): SpeechAnalytics => ({
  isPartial: false,
  unknown: ALL_UNKNOWN,
  refusals: () => [],
  lists,
  findModel: (modelId, call) =>
    send(
      { method: 'GET', path: MODEL.replace('{modelId}', encodeURIComponent(modelId)), route: MODEL, ...call },
      model,
    ),
  fetchSpeechPage: async (
    { modelId, conversationIds, topics, sentimentAtLeast, ...interval },
    { cursor, signal },
  ) => {
    const filterGroups = [
      ...filterGroup('id', 'in', conversationIds),
      ...filterGroup('speechAnalytics.topics.name', 'in', topics),
      ...filterGroup(
        'sentiment.score',
        'gte',
        sentimentAtLeast === undefined ? undefined : [sentimentAtLeast],
      ),
    ];
    const body = {
      conversationType: 'speech',
      metrics: ['speechAnalytics', 'sentiment'],
      groupings: ['interactionId', 'agentId'],
      speechAnalyticsModelId: modelId,
    };
    const page = await fetchSummaryPage(
      send,
      { path: SPEECH, interval, filterGroups, body, group: speechGroup, signal },
      cursor,
    );
    return { ...page, rows: toldApart(page.rows) };
  },
  fetchSurveyPage: ({ conversationIds, ...interval }, { cursor, signal }) => {
    const filterGroups = filterGroup('id', 'in', conversationIds);
    const body = { metrics: ['csat'], groupings: ['interactionId'] };
    return fetchSummaryPage(
      send,
      { path: SURVEYS, interval, filterGroups, body, group: surveyGroup, signal },
      cursor,
    );
  },
});
