import type { InsightDraft } from './insight-draft.js';
import type { InsightQuery } from './insight-query.js';
import { malformedRoomBeside } from './malformed-limit.js';

function rankOf({ sort }: InsightQuery): (draft: InsightDraft) => number {
  switch (sort) {
    case 'relevance':
      return ({ ordinal }) => -ordinal;
    case 'confidence':
      return ({ confidence }) => confidence;
    case 'createdDate':
      return ({ createdMs }) => createdMs;
  }
}

function sorted(drafts: readonly InsightDraft[], query: InsightQuery): InsightDraft[] {
  const rank = rankOf(query);
  const sign = query.sortOrder === 'asc' ? 1 : -1;
  return drafts.toSorted((one, other) => sign * (rank(one) - rank(other)) || one.ordinal - other.ordinal);
}

/** Some among the others, with as many of the others before each as between one and the next. */
function spread(some: readonly InsightDraft[], others: readonly InsightDraft[]): InsightDraft[] {
  const step = others.length / (some.length + 1);
  return some
    .flatMap((draft, at) => [...others.slice(Math.round(at * step), Math.round((at + 1) * step)), draft])
    .concat(others.slice(Math.round(some.length * step)));
}

/** Pages in a row, each with less than a fifth of malformed insights; those that find no room are left out. */
function inPages(
  malformed: readonly InsightDraft[],
  others: readonly InsightDraft[],
  pageSize: number,
): InsightDraft[] {
  const list: InsightDraft[] = [];
  let [spoilt, taken] = [0, 0];
  while (taken < others.length) {
    const othersBeside = (count: number): number => Math.min(others.length - taken, pageSize - count);
    let room = Math.min(malformed.length - spoilt, pageSize);
    while (room > malformedRoomBeside(othersBeside(room))) room -= 1;
    const page = others.slice(taken, taken + othersBeside(room));
    list.push(...spread(malformed.slice(spoilt, spoilt + room), page));
    spoilt += room;
    taken += page.length;
  }
  return list;
}

/**
 * What a query finds, in its order. A malformed insight may have lost what one would filter or sort it by, so each query
 * finds it, somewhere.
 */
export function insightListOf(
  drafts: readonly InsightDraft[],
  query: Omit<InsightQuery, 'nextPageToken'>,
  { isMalformedLimited }: { isMalformedLimited: boolean },
): InsightDraft[] {
  const malformed = drafts.filter(({ is }) => is.class === 'malformed');
  const others = drafts.filter(
    ({ is, insightType, confidence }) =>
      is.class !== 'malformed' &&
      query.insightType.includes(insightType) &&
      confidence >= query.confidenceThreshold,
  );
  return isMalformedLimited
    ? inPages(malformed, sorted(others, query), query.maxResults)
    : spread(malformed, sorted(others, query));
}
