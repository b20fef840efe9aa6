import type { Group, GroupPage } from '../speech/group-page.js';
import type { Fault } from './fault.js';
import { oddRow } from './odd-row.js';

/** An answer of a summary query as it is being built: `totalCount` may go missing, and a row may be anything. */
export type FaultyGroupPage = Omit<GroupPage, 'byGroup' | 'totalCount'> & {
  byGroup: Partial<Group>[];
  totalCount?: number;
};

const TOTAL_ERROR = 7;

export const isGroupPage = (payload: unknown): payload is FaultyGroupPage =>
  typeof payload === 'object' && payload !== null && 'byGroup' in payload;

function withTotal(page: FaultyGroupPage, difference: number): FaultyGroupPage {
  const { totalCount = 0 } = page;
  return { ...page, totalCount: Math.max(0, totalCount + difference) };
}

function withoutTotal({ byGroup, pageSize, offset }: FaultyGroupPage): FaultyGroupPage {
  return { byGroup, pageSize, offset };
}

/** The page as the fault shows it; the same object where it changes nothing. */
export function alteredGroupPage(page: FaultyGroupPage, { what }: Fault): FaultyGroupPage {
  switch (what.kind) {
    case 'wrongTotal':
      if (what.change === 'absent') return withoutTotal(page);
      return withTotal(page, what.change === 'higher' ? TOTAL_ERROR : -TOTAL_ERROR);
    case 'shortPage':
      return page.byGroup.length === 0 ? page : { ...page, byGroup: page.byGroup.slice(0, -what.rows) };
    case 'oddRows': {
      const byGroup = page.byGroup.map((row) => oddRow(row as Group, what));
      return byGroup.some((row, at) => row !== page.byGroup[at]) ? { ...page, byGroup } : page;
    }
    default:
      return page;
  }
}

/**
 * Makes a request ask for the rows that would stand at its offset after rows came in before it, or with a minus had gone. The
 * first page stays as it is. Gives how much its answer must be put right by, or null where nothing is to be changed.
 */
export function shiftOffset(body: unknown, { what }: Fault): { body: object; rows: number } | null {
  if (what.kind !== 'shiftedOffset' || typeof body !== 'object' || body === null) return null;
  const offset: unknown = Reflect.get(body, 'offset');
  if (typeof offset !== 'number' || offset < Math.max(1, what.rows)) return null;
  return { body: { ...body, offset: offset - what.rows }, rows: what.rows };
}

/** The answer to a request that was shifted, as if it had been asked for where it was. */
export function unshiftedPage(page: FaultyGroupPage, rows: number): FaultyGroupPage {
  return withTotal({ ...page, offset: page.offset + rows }, rows);
}
