import { z } from 'zod';
import { sentimentStatus } from '../../../domain/sentiment.js';
import { sliceInterval, toUtc } from '../../../domain/interval.js';
import type { SentimentPage, SentimentQuery, SentimentSource } from '../ports.js';
import type { Send } from '../transport.js';
import { selectionRefusals } from './selection-refusals.js';

const PATH = '/api/v2/analytics/conversations/details/query';

/** Both are the document's, sent exactly so. */
const SELECT = ['sentiment.score', 'sentiment.polarity', 'interaction.id', 'date'];
const PAGE_SIZE = 250;

const page = z.object({
  entities: z.array(
    z.object({
      interactionId: z.uuid().toLowerCase(),
      date: z.iso.datetime({ offset: true }).nullish(),
      sentiment: z.object({ score: z.number().nullish(), polarity: z.string().nullish() }).nullish(),
    }),
  ),
  nextPageToken: z.string().nullish(),
  total: z.int().nonnegative().nullish(),
});

/** Sentiment by the document's contract. Reading may be repeated: the same token gives the same page. */
export const createDocumentedSentimentSource = (send: Send): SentimentSource => ({
  polaritySource: 'wire',
  refusals: (selection) => selectionRefusals(selection),
  slices: (interval, { atLeast }) => sliceInterval(interval, { atLeast }),
  async fetchSentimentPage(query, { cursor, signal }) {
    const request = {
      method: 'POST',
      path: PATH,
      body: requestBody(query, cursor),
      ...(signal && { signal }),
    } as const;
    return toPage(await send(request, page));
  },
});

function requestBody(query: SentimentQuery, cursor: string | null) {
  const where = whereClauses(query);
  return {
    dateFrom: toUtc(query.from),
    dateTo: toUtc(query.to),
    size: PAGE_SIZE,
    select: SELECT,
    // The document sends `where: [""]` when there is nothing to say; an absent key is what it means.
    ...(where.length > 0 && { where }),
    ...(cursor !== null && { nextPageToken: cursor }),
  };
}

/** Ids and languages were checked by the contract to be UUIDs and tags: nothing in them can end the quotes. */
function whereClauses({ conversationIds, languages }: SentimentQuery): string[] {
  const clause = (field: string, values: readonly string[] | undefined) =>
    values && values.length > 0 ? [`${field} IN [${values.map((value) => `'${value}'`).join(', ')}]`] : [];
  return [...clause('interaction.id', conversationIds), ...clause('language', languages)];
}

function toPage({ entities, nextPageToken, total }: z.output<typeof page>): SentimentPage {
  return {
    sentiments: entities.map(({ interactionId, date, sentiment }) => {
      const score = sentiment?.score ?? null;
      const polarity = sentiment?.polarity ?? null;
      return {
        conversationId: interactionId,
        // Nearly all of them are in UTC already, and there are as many as there are conversations.
        occurredAt: date ? (date.endsWith('Z') ? date : toUtc(date)) : null,
        status: sentimentStatus(score, polarity),
        score,
        polarity,
      };
    }),
    // Some servers end a listing with an empty token instead of none.
    cursor: nextPageToken || null,
    reported: total ?? null,
  };
}
