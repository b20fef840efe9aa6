import { z } from 'zod';
import { INSIGHT_TYPES, type Insight } from '../../../domain/insight.js';
import { GenesysShapeError } from '../errors.js';
import type { InsightPage, InsightQuery, InsightSource } from '../ports.js';
import type { Send } from '../transport.js';
import { storableInstant, storableText } from './storable.js';

const ROUTE = '/api/v2/agentassist/interactions/{interactionId}/insights';

/** More of a page than this that can't be read means that the contract is not the one we know. */
const MAX_STRANGE_SHARE = 0.2;

const page = z.object({
  entities: z.array(z.unknown()),
  nextPageToken: storableText.nullish(),
  totalCount: z.int().nonnegative().nullish(),
});

/** Without a text, a time or an owner nobody can tell whether an insight may be passed on. */
const entity = z.object({
  id: storableText.trim().min(1).max(200),
  interactionId: z.string().toLowerCase(),
  insightType: z.enum(INSIGHT_TYPES),
  confidence: z.number().min(0).max(1),
  text: storableText,
  createdDate: storableInstant,
  redacted: z.boolean().nullish(),
});

/** Insights by the document's contract. Texts are personal: neither they nor the id of the interaction get into an error. */
export const createDocumentedInsightSource = (send: Send): InsightSource => ({
  async fetchInsightPage(query, { cursor, signal }) {
    const request = {
      method: 'GET',
      path: ROUTE.replace('{interactionId}', encodeURIComponent(query.conversationId)),
      route: ROUTE,
      query: parametersOf(query, cursor),
      confidential: true,
      ...(signal && { signal }),
    } as const;
    return toPage(query, await send(request, page));
  },
});

const parametersOf = (query: InsightQuery, cursor: string | null) => ({
  insightType: query.insightTypes,
  // The document rounds it to two digits, which lets other insights through than were asked for.
  confidenceThreshold: decimal(query.confidenceThreshold),
  maxResults: String(query.pageSize),
  sort: query.sortBy,
  sortOrder: query.sortOrder,
  ...(cursor !== null && { nextPageToken: cursor }),
});

/** Every digit, and neither an exponent nor the sign of a zero, which not every server reads. */
const decimal = (value: number): string =>
  Math.abs(value).toLocaleString('en', { maximumFractionDigits: 20 });

function toPage(
  query: InsightQuery,
  { entities, nextPageToken, totalCount }: z.output<typeof page>,
): InsightPage {
  const read = entities.map((one) => entity.safeParse(one));
  const known = read.flatMap(({ data }) => data ?? []);
  const ofInteraction = known.filter(({ interactionId }) => interactionId === query.conversationId);
  const strange = entities.length - ofInteraction.length;
  if (strange > entities.length * MAX_STRANGE_SHARE) {
    const problem = `${strange} of ${entities.length} insights of a page are malformed or of another interaction`;
    throw new GenesysShapeError(problem, { operation: `GET ${ROUTE}`, correlationId: null });
  }
  const asked = ofInteraction.filter(({ insightType }) => query.insightTypes.includes(insightType));
  return {
    insights: asked.map(({ id: key, insightType, confidence, text, createdDate, redacted }): Insight => ({
      ...{ key, insightType, confidence, text, createdDate },
      redacted: redacted ?? false,
    })),
    malformed: entities.length - known.length,
    foreign: known.length - asked.length,
    // Some servers end a listing with an empty token instead of none.
    cursor: nextPageToken || null,
    reported: totalCount ?? null,
  };
}
