import type { Clock } from '../clock.js';
import type { Organisation } from '../organisation.js';
import type { SealedPositions } from '../sealed-position.js';
import type { AnalyticsSettings } from './analytics-settings.js';
import type { ConversationStore } from './conversation-store.js';
import type { SessionField, SessionQuery } from './session-query.js';

export type SessionEntity = {
  conversationId?: string;
  startTime?: string;
  /** Left out while the conversation is active, as are the two below. */
  endTime?: string;
  /** Also left out where the conversation ended without one. */
  resolutionStatus?: string;
  /** Milliseconds from start to end. */
  duration?: number;
};
export type SessionPage = { entities: SessionEntity[]; nextPageToken?: string; total: number };

type Context = {
  clock: Clock;
  store: Pick<ConversationStore, 'find'>;
  organisation: Pick<Organisation, 'find'>;
  settings: AnalyticsSettings;
  tokens: SealedPositions;
};

/** What analytics know of a conversation. */
type Analysed = {
  id: string;
  startTime: string;
  end: { endTime: string; resolutionStatus?: string | undefined } | null;
};

function entityOf({ id, startTime, end }: Analysed, select: readonly SessionField[]): SessionEntity {
  const whole = {
    conversationId: id,
    startTime,
    endTime: end?.endTime,
    resolutionStatus: end?.resolutionStatus,
    duration: end ? Date.parse(end.endTime) - Date.parse(startTime) : undefined,
  };
  return Object.fromEntries(
    Object.entries(whole).filter(
      ([field, value]) => value !== undefined && select.some((name) => name === field),
    ),
  );
}

/** A live conversation is there once it has ended. */
function analysedLive({ store }: Context, id: string, untilMs: number): Analysed | null {
  const kept = store.find(id);
  if (kept === null || kept.endedAtMs === null || kept.endedAtMs > untilMs) return null;
  const { startTime, endTime = startTime, resolutionStatus } = kept.conversation;
  return { id, startTime, end: { endTime, resolutionStatus } };
}

/** One of the organisation's is always there, without an end while it is active. */
function analysedPast({ organisation }: Context, id: string, untilMs: number): Analysed | null {
  const conversation = organisation.find(id);
  if (conversation === null) return null;
  const { startedAt: startTime, endedAt: endTime, resolutionStatus } = conversation;
  const isEnded = endTime !== null && Date.parse(endTime) <= untilMs;
  return {
    id,
    startTime,
    end: isEnded ? { endTime, resolutionStatus: resolutionStatus ?? undefined } : null,
  };
}

/** As far as analytics have caught up; every filter must hold. */
function findFor(context: Context, query: SessionQuery): Analysed | null {
  const [id = '', ...others] = new Set(query.filter.map(({ value }) => value.toLowerCase()));
  if (others.length > 0) return null;
  const untilMs = context.clock.nowMs() - context.settings.current().delayMs;
  const found = analysedLive(context, id, untilMs) ?? analysedPast(context, id, untilMs);
  if (found === null) return null;
  const startMs = Date.parse(found.startTime);
  return startMs >= query.dateFrom && startMs < query.dateTo ? found : null;
}

/** Throws GenesysError 400 when the page token is not of this query. */
export function sessionPageOf(context: Context, query: SessionQuery): SessionPage {
  const { dateFrom, dateTo, filter, select, nextPageToken } = query;
  const { tokens, settings } = context;
  const scope = JSON.stringify(['sessions', dateFrom, dateTo, filter, select]);
  const page = nextPageToken === undefined ? 0 : tokens.positionIn(scope, nextPageToken);
  const found = findFor(context, query);
  const total = found === null ? 0 : 1;
  if (page < settings.current().emptyPages) {
    return { entities: [], nextPageToken: tokens.tokenFor(scope, page + 1), total };
  }
  return { entities: found === null ? [] : [entityOf(found, select)], total };
}
