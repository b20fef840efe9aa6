import type { SkipReason } from './coaching.js';
import type { HandoffReason, SessionState } from './virtual-agent-session.js';

/** A reference to the audit's last entry: enough to notice later that entries after or before it were cut off. */
export type AuditHead = { readonly count: number; readonly hash: string };

export const EMPTY_HEAD: AuditHead = { count: 0, hash: '0'.repeat(64) };

/** What one conversation that was pushed, or should have been, leaves behind: the sentiment document's fields, and how the push ended. */
export type SentimentSyncEntry = {
  readonly timestamp: string;
  readonly action: 'sentiment_sync';
  readonly interaction_id: string;
  readonly raw_score: number;
  readonly normalized_score: number;
  readonly polarity: string;
  readonly outcome: 'delivered' | 'failed' | 'skipped';
  /** Of a skipped one. */
  readonly reason?: SkipReason;
};

/** What a finished run leaves behind: which data was read, and whether all of it. */
export type SentimentRunEntry = {
  readonly timestamp: string;
  readonly action: 'sentiment_analysis';
  readonly workflow_id: string;
  readonly from: string;
  readonly to: string;
  readonly fetched: number;
  readonly unique: number;
  readonly complete: boolean;
};

/** What a virtual-agent session leaves behind: what the CRM was told, without anything that was said. */
export type SessionEntry = {
  readonly timestamp: string;
  readonly action: 'virtual_agent_session';
  readonly workflow_id: string;
  readonly conversation_id: string | null;
  readonly session_key: string;
  readonly state: SessionState;
  readonly end_time: string | null;
  readonly resolution_status: string | null;
  readonly containment: boolean | null;
  readonly reasons: readonly HandoffReason[];
  readonly turns: number;
  readonly duration_ms: number | null;
  readonly crm_webhook_status: 'delivered' | 'failed' | null;
};

export type AuditEntry = SentimentSyncEntry | SentimentRunEntry | SessionEntry;
