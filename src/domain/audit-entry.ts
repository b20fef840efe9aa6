import type { SkipReason } from './delivery-outcome.js';
import type { SinkName } from './names.js';
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

/** What one conversation's insights leave behind: the document's fields, and what was held back and why, without repeating it. */
export type InsightsEntry = {
  readonly timestamp: string;
  readonly action: 'insight_retrieval';
  readonly interaction_id: string;
  /** Null where the conversation could not be read. */
  readonly insight_count: number | null;
  /** Mean of the requests, without any waiting. */
  readonly latency_ms: number | null;
  /** How full the pages were: the document's formula, which tells of paging and not of use. */
  readonly utilization_rate: number | null;
  /** Nothing was held back for personal data; null where the conversation could not be read. */
  readonly governance_pass: boolean | null;
  /** The worst of its deliveries; null when this run sent none. */
  readonly crm_webhook_status: 'delivered' | 'failed' | null;
  readonly passed: number;
  readonly redacted: number;
  readonly held: number;
  readonly held_because: Readonly<Record<string, number>>;
  readonly incomplete_because: readonly string[];
};

export type InsightsRunEntry = {
  readonly timestamp: string;
  readonly action: 'insights_sync';
  readonly workflow_id: string;
  readonly conversations: number;
  readonly unique: number;
  readonly passed: number;
  readonly redacted: number;
  readonly held: number;
  readonly complete: boolean;
};

/** What a correlation leaves behind, also one that failed: the speech document's fields. */
export type SpeechQueryEntry = {
  readonly timestamp: string;
  readonly action: 'speech_correlation';
  readonly workflow_id: string;
  /** Null where the input was refused. */
  readonly queryParams: {
    readonly dateFrom: string;
    readonly dateTo: string;
    readonly modelId: string;
    /** Null where a window was asked for: nobody knew how many. */
    readonly interactionCount: number | null;
  } | null;
  /** From the start to the first figures, or to the failure; without any waiting for surveys. */
  readonly executionLatencyMs: number;
  /** Conversations; null where it did not come to a result. */
  readonly resultCount: number | null;
  readonly accuracyScore: number | null;
  readonly status: 'completed' | 'failed' | 'cancelled';
};

/** What one failed delivery that was sent again leaves behind. Its key names whom it is about, and nothing of what it says. */
export type RedeliveryEntry = {
  readonly timestamp: string;
  readonly action: 'redelivery';
  readonly sink: SinkName;
  readonly delivery_key: string;
  readonly outcome: 'delivered' | 'failed';
  readonly receipt: string | null;
};

export type RedeliveryRunEntry = {
  readonly timestamp: string;
  readonly action: 'redelivery_run';
  readonly workflow_id: string;
  readonly sink: SinkName;
  readonly delivered: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skipped_because: Readonly<Record<string, number>>;
  /** False when the run was cut short: what it had not come to is among the failed ones. */
  readonly complete: boolean;
};

/** What an erasure of texts leaves behind: its scope, of which one is null, and how much there was. */
export type PurgeEntry = {
  readonly timestamp: string;
  readonly action: 'purge';
  readonly before: string | null;
  readonly interaction_id: string | null;
  readonly texts: number;
  readonly labels: number;
  readonly bodies: number;
  readonly deliveries_stopped: number;
};

export type AuditEntry =
  | SentimentSyncEntry
  | SentimentRunEntry
  | SessionEntry
  | InsightsEntry
  | InsightsRunEntry
  | SpeechQueryEntry
  | RedeliveryEntry
  | RedeliveryRunEntry
  | PurgeEntry;
