import { sql } from 'kysely';
import type { HandoffReason, SessionState } from '../domain/virtual-agent-session.js';
import type { Database } from './connection.js';

export type LiveSession = {
  readonly runId: string;
  readonly workflowId: string;
  readonly botId: string;
  readonly conversationId: string | null;
  readonly state: SessionState;
  readonly startedAt: Date;
  readonly lastActivityAt: Date;
};

export type SessionRow = LiveSession & {
  readonly sessionKey: string;
  readonly endedAt: Date | null;
  readonly nextWakeUpAt: Date | null;
  readonly turns: number;
  readonly reasons: readonly HandoffReason[];
  readonly handoffQueueId: string | null;
  /** As the wire says; null when nobody has said it. */
  readonly resolution: string | null;
  readonly containment: boolean | null;
};

/** Counts from which rates follow: what is not known is in no denominator. */
export type SessionRates = {
  readonly finished: number;
  readonly resolutionKnown: number;
  readonly resolved: number;
  readonly containmentKnown: number;
  readonly contained: number;
};

/** What still waits for something; one that has ended may re-open until it is settled. */
export const IS_LIVE = sql<boolean>`state in ('creating', 'active', 'transferred', 'ended')`;

const LIVE_COLUMNS = sql`run_id as "runId", workflow_id as "workflowId", bot_id as "botId",
  conversation_id as "conversationId", state, started_at as "startedAt", last_activity_at as "lastActivityAt"`;

export async function liveSessions(db: Database): Promise<LiveSession[]> {
  const { rows } = await sql<LiveSession>`
    select ${LIVE_COLUMNS} from session where ${IS_LIVE} order by started_at, run_id`.execute(db);
  return rows;
}

/** Those that began at or after `since`, and every live one however old; the latest first. */
export async function listSessions(db: Database, since: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select ${LIVE_COLUMNS}, session_key as "sessionKey", ended_at as "endedAt", next_wake_up_at as "nextWakeUpAt",
      turns, reasons, handoff_queue_id as "handoffQueueId", resolution, containment
    from session where started_at >= ${since} or ${IS_LIVE}
    order by started_at desc, run_id`.execute(db);
  return rows;
}

/** Of the sessions that began at or after `since` and are over. */
export async function sessionRates(db: Database, since: Date): Promise<SessionRates> {
  const { rows } = await sql<SessionRates>`
    select count(*)::integer as finished,
      count(*) filter (where lower(resolution) <> 'unknown')::integer as "resolutionKnown",
      count(*) filter (where lower(resolution) = 'resolved')::integer as resolved,
      count(containment)::integer as "containmentKnown",
      count(*) filter (where containment)::integer as contained
    from session where started_at >= ${since} and not ${IS_LIVE}`.execute(db);
  const rates = rows[0];
  if (!rates) throw new Error('an aggregate always has a row');
  return rates;
}
