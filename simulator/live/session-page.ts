import type { Clock } from '../clock.js';
import type { SealedPositions } from '../sealed-position.js';
import type { AnalyticsSettings } from './analytics-settings.js';
import type { KeptConversation } from './conversation.js';
import type { ConversationStore } from './conversation-store.js';
import type { SessionField, SessionQuery } from './session-query.js';

export type SessionEntity = {
  conversationId?: string;
  startTime?: string;
  endTime?: string;
  /** Left out where the conversation ended without one. */
  resolutionStatus?: string;
  /** Milliseconds from start to end. */
  duration?: number;
};
export type SessionPage = { entities: SessionEntity[]; nextPageToken?: string; total: number };

type Context = {
  clock: Clock;
  store: Pick<ConversationStore, 'find'>;
  settings: AnalyticsSettings;
  tokens: SealedPositions;
};

function entityOf({ conversation }: KeptConversation, select: readonly SessionField[]): SessionEntity {
  const { id, startTime, endTime = startTime, resolutionStatus } = conversation;
  const whole = {
    conversationId: id,
    startTime,
    endTime,
    ...(resolutionStatus !== undefined && { resolutionStatus }),
    duration: Date.parse(endTime) - Date.parse(startTime),
  };
  return Object.fromEntries(Object.entries(whole).filter(([field]) => select.some((name) => name === field)));
}

/** A conversation is there once it has ended and analytics have caught up; every filter must hold. */
function findFor({ clock, store, settings }: Context, query: SessionQuery): KeptConversation | null {
  const ids = [...new Set(query.filter.map(({ value }) => value.toLowerCase()))];
  const kept = ids.length === 1 ? store.find(ids[0] ?? '') : null;
  if (kept?.endedAtMs === null || kept === null) return null;
  if (clock.nowMs() < kept.endedAtMs + settings.current().delayMs) return null;
  const startMs = Date.parse(kept.conversation.startTime);
  return startMs >= query.dateFrom && startMs < query.dateTo ? kept : null;
}

/** Throws GenesysError 400 when the page token is not of this query. */
export function sessionPageOf(context: Context, query: SessionQuery): SessionPage {
  const { dateFrom, dateTo, filter, select, nextPageToken } = query;
  const { tokens, settings } = context;
  const scope = JSON.stringify(['sessions', dateFrom, dateTo, filter, select]);
  const page = nextPageToken === undefined ? 0 : tokens.positionIn(scope, nextPageToken);
  const kept = findFor(context, query);
  const total = kept === null ? 0 : 1;
  if (page < settings.current().emptyPages) {
    return { entities: [], nextPageToken: tokens.tokenFor(scope, page + 1), total };
  }
  return { entities: kept === null ? [] : [entityOf(kept, select)], total };
}
