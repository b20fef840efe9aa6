import type { Clock } from '../clock.js';
import type { Conversations } from '../conversations.js';
import { toIsoInstant } from '../iso-instant.js';
import { candidatesOf } from './candidates.js';
import { groupPageOf, type Group, type GroupPage } from './group-page.js';
import { MODEL_IDS } from './models.js';
import type { SelectionCache } from './selection-cache.js';
import type { SpeechSettings } from './speech-settings.js';
import { MAX_AGENTS, type Spoken, type SpokenPart } from './spoken.js';
import type { SpeechFilter, SpeechQuery } from './summary-query.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type SpeechGroup = Group & {
  byMetric: {
    speechAnalytics?: { count: number; sum: number };
    /** Left out where the part has no score. */
    sentiment?: { count: number; avg: number };
  };
};
export type SpeechPage = GroupPage<SpeechGroup>;

export type SpeechContext = {
  conversations: Conversations;
  spoken: Spoken;
  clock: Clock;
  settings: SpeechSettings;
  selections: SelectionCache;
};

/** What of the window analytics have: neither what is too old nor the days that are not analysed yet. */
function windowOf({ conversations, clock, settings }: SpeechContext, { dateFrom, dateTo }: SpeechQuery) {
  const { daysBehind, retentionDays } = settings.current();
  const nowMs = clock.nowMs();
  const today = Math.floor(nowMs / DAY_MS);
  const analysedToMs = daysBehind === 0 ? Infinity : (today - daysBehind) * DAY_MS;
  return {
    fromIndex: conversations.firstIndexFrom(Math.max(dateFrom, nowMs - retentionDays * DAY_MS)),
    toIndex: conversations.firstIndexFrom(Math.min(dateTo, analysedToMs)),
  };
}

/** A row is one agent's part: the conversation's index times the most agents there can be, and the part's own. */
function select(
  { conversations, spoken }: SpeechContext,
  window: { fromIndex: number; toIndex: number },
  filters: SpeechFilter[],
): Uint32Array {
  const idLists = filters.flatMap(({ field, values }) => (field === 'id' ? [values] : []));
  const topics = filters.flatMap(({ field, values }) =>
    field === 'speechAnalytics.topics.name' ? [new Set(values)] : [],
  );
  const scores = filters.flatMap(({ field, values }) => (field === 'sentiment.score' ? values : []));
  const least = Math.max(-Infinity, ...scores);
  const rows: number[] = [];
  for (const index of candidatesOf(conversations, { ...window, idLists })) {
    if (!topics.every((wanted) => wanted.has(spoken.topicAt(index)))) continue;
    for (let part = 0; part < spoken.agentCountAt(index); part += 1) {
      // What has no score is not above any: a filter hides it.
      if (scores.length > 0 && (spoken.sentimentAt(index, part) ?? -Infinity) < least) continue;
      rows.push(index * MAX_AGENTS + part);
    }
  }
  return Uint32Array.from(rows);
}

function metricsOf(part: SpokenPart, wanted: SpeechQuery['metrics']): SpeechGroup['byMetric'] {
  const { communications: count, topicHits, sentiment } = part;
  return {
    ...(wanted.includes('speechAnalytics') && { speechAnalytics: { count: topicHits, sum: 0 } }),
    ...(wanted.includes('sentiment') && sentiment !== null && { sentiment: { count, avg: sentiment } }),
  };
}

function toGroup(
  { conversations, spoken, settings }: SpeechContext,
  { metrics }: SpeechQuery,
  row: number,
): SpeechGroup {
  const index = Math.floor(row / MAX_AGENTS);
  const part = spoken.partsAt(index)[row % MAX_AGENTS];
  if (!part) throw new RangeError(`There is no row ${String(row)}`);
  const interactionId = conversations.idAt(index);
  const group = { groupId: interactionId, groupName: interactionId, byMetric: metricsOf(part, metrics) };
  if (settings.current().groupBy === 'bare') return group;
  const time = toIsoInstant(Math.floor(conversations.startMsAt(index) / HOUR_MS) * HOUR_MS);
  return { ...group, groupBy: { interactionId, agentId: part.agentId, time } };
}

/** In the order of the conversations' start, and of the agents in each. A deprecated model finds nothing, and says nothing of it. */
export function speechPageOf(context: SpeechContext, query: SpeechQuery): SpeechPage {
  const window = windowOf(context, query);
  const filters = query.filterGroups.flatMap((group) => group.filters);
  const isDeployed = query.speechAnalyticsModelId.toLowerCase() === MODEL_IDS.deployed;
  const rows = isDeployed
    ? context.selections.rowsOf(JSON.stringify(['speech', window, filters]), 0, () => ({
        rows: select(context, window, filters),
        // The window says all that the time decides.
        sinceMs: -Infinity,
        untilMs: Infinity,
      }))
    : new Uint32Array();
  return groupPageOf(rows, query, (row) => toGroup(context, query, row));
}
