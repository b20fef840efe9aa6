import type { Clock } from '../clock.js';
import type { Conversations } from '../conversations.js';
import { candidatesOf } from './candidates.js';
import { groupPageOf, type Group, type GroupPage } from './group-page.js';
import type { Selection, SelectionCache } from './selection-cache.js';
import type { SurveyQuery } from './summary-query.js';
import type { Surveys } from './surveys.js';

/** `csat` is left out where the survey was answered without a score. */
export type SurveyGroup = Group & { byMetric: { csat?: { count: number; avg: number } } };
export type SurveyPage = GroupPage<SurveyGroup>;

export type SurveyContext = {
  conversations: Conversations;
  surveys: Surveys;
  clock: Clock;
  selections: SelectionCache;
};

function select(
  { conversations, surveys }: SurveyContext,
  window: { fromIndex: number; toIndex: number; idLists: string[][] },
  nowMs: number,
): Selection {
  const rows: number[] = [];
  let sinceMs = -Infinity;
  let untilMs = Infinity;
  for (const index of candidatesOf(conversations, window)) {
    const answeredMs = surveys.answeredMsAt(index);
    if (answeredMs === null) continue;
    if (answeredMs > nowMs) untilMs = Math.min(untilMs, answeredMs);
    else {
      sinceMs = Math.max(sinceMs, answeredMs);
      rows.push(index);
    }
  }
  return { rows: Uint32Array.from(rows), sinceMs, untilMs };
}

/**
 * The surveys answered by now of the conversations that start in the window, in the order of that start: a late answer
 * comes in between, and moves what stands behind it.
 */
export function surveyPageOf(context: SurveyContext, query: SurveyQuery): SurveyPage {
  const { conversations, surveys, clock, selections } = context;
  const nowMs = clock.nowMs();
  const window = {
    fromIndex: conversations.firstIndexFrom(query.dateFrom),
    toIndex: conversations.firstIndexFrom(query.dateTo),
    idLists: query.filterGroups.flatMap(({ filters }) => filters.map(({ values }) => values)),
  };
  const key = JSON.stringify(['surveys', window]);
  const rows = selections.rowsOf(key, nowMs, () => select(context, window, nowMs));
  return groupPageOf(rows, query, (index) => {
    const groupId = conversations.idAt(index);
    const score = surveys.scoreAt(index);
    const byMetric = score === null ? {} : { csat: { count: 1, avg: score } };
    return { groupId, groupName: groupId, byMetric };
  });
}
