import type { Conversations } from './conversations.js';
import { intersection } from './intersection.js';
import { toIsoInstant } from './iso-instant.js';
import { LANGUAGES, languageIndexesOf } from './languages.js';
import type { PageTokens } from './page-token.js';
import type { Sentiment } from './sentiment.js';
import type { Selectable, SentimentQuery } from './sentiment-query.js';

export type SentimentEntity = { interactionId?: string; date?: string; sentiment?: Partial<Sentiment> };
export type SentimentPage = { entities: SentimentEntity[]; nextPageToken?: string; total: number };

/** Which conversations a query means: all of a range, or the listed ones in it; of some languages. */
type Selection = {
  fromIndex: number;
  toIndex: number;
  listed: number[] | null;
  languageIndexes: Set<number>;
};

function valuesOf(query: SentimentQuery, field: 'interaction.id' | 'language'): string[][] {
  return query.where.filter((clause) => clause.field === field).map(({ values }) => values);
}

function select(conversations: Conversations, query: SentimentQuery): Selection {
  const fromIndex = conversations.firstIndexFrom(query.fromMs);
  const toIndex = conversations.firstIndexFrom(query.toMs);
  const languages = valuesOf(query, 'language').map((tags) => tags.flatMap(languageIndexesOf));
  const languageIndexes = intersection([[...LANGUAGES.keys()], ...languages]);
  const idLists = valuesOf(query, 'interaction.id').map((ids) => ids.map((id) => id.toLowerCase()));
  if (idLists.length === 0) return { fromIndex, toIndex, listed: null, languageIndexes };

  const listed = [...intersection(idLists)]
    .flatMap((id) => conversations.indexOf(id) ?? [])
    .filter((index) => index >= fromIndex && index < toIndex)
    .filter((index) => languageIndexes.has(conversations.languageIndexAt(index)))
    .toSorted((one, other) => one - other);
  return { fromIndex, toIndex, listed, languageIndexes };
}

function countOf(conversations: Conversations, selection: Selection): number {
  const { fromIndex, toIndex, listed, languageIndexes } = selection;
  if (listed) return listed.length;
  let count = 0;
  for (const language of languageIndexes)
    count += conversations.countOfLanguage(language, fromIndex, toIndex);
  return count;
}

/** Up to `limit` indexes from `position` on. */
function indexesFrom(
  conversations: Conversations,
  selection: Selection,
  position: number,
  limit: number,
): number[] {
  const { fromIndex, toIndex, listed, languageIndexes } = selection;
  if (listed) return listed.filter((index) => index >= position).slice(0, limit);
  const indexes: number[] = [];
  for (let index = Math.max(fromIndex, position); index < toIndex && indexes.length < limit; index += 1) {
    if (languageIndexes.has(conversations.languageIndexAt(index))) indexes.push(index);
  }
  return indexes;
}

function partOf(
  { score, polarity }: Sentiment,
  wanted: ReadonlySet<Selectable>,
): Partial<Sentiment> | undefined {
  if (!wanted.has('sentiment.score')) return wanted.has('sentiment.polarity') ? { polarity } : undefined;
  return wanted.has('sentiment.polarity') ? { score, polarity } : { score };
}

function toEntity(
  conversations: Conversations,
  index: number,
  wanted: ReadonlySet<Selectable>,
): SentimentEntity {
  const entity: SentimentEntity = {};
  if (wanted.has('interaction.id')) entity.interactionId = conversations.idAt(index);
  if (wanted.has('date')) entity.date = toIsoInstant(conversations.startMsAt(index));
  const sentiment = conversations.sentimentAt(index);
  const part = sentiment ? partOf(sentiment, wanted) : undefined;
  if (part) entity.sentiment = part;
  return entity;
}

/** In the order of the conversations' start. Throws GenesysError 400 when the page token is not of this query. */
export function sentimentPageOf(
  conversations: Conversations,
  pageTokens: PageTokens,
  query: SentimentQuery,
): SentimentPage {
  const position = query.nextPageToken === null ? 0 : pageTokens.positionIn(query, query.nextPageToken);
  const selection = select(conversations, query);
  const indexes = indexesFrom(conversations, selection, position, query.size + 1);
  const nextIndex = indexes[query.size];
  const wanted = new Set(query.select);
  return {
    entities: indexes.slice(0, query.size).map((index) => toEntity(conversations, index, wanted)),
    ...(nextIndex !== undefined && { nextPageToken: pageTokens.tokenFor(query, nextIndex) }),
    total: countOf(conversations, selection),
  };
}
