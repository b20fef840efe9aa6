import type { Generated } from 'kysely';
import type { Process } from '../domain/names.js';
import type { SentimentStatus } from '../domain/sentiment.js';

export type RunStatus = 'running' | 'completed' | 'failed' | 'cancelled';
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';
export type SinkName = 'coaching';

/** One row for each start of a process; it outlives Temporal's own retention. */
export type ProcessRunTable = {
  run_id: string;
  workflow_id: string;
  process: Process;
  started_at: Date;
  finished_at: Date | null;
  status: RunStatus;
  plan: unknown;
  result: unknown;
};

export type ConversationSentimentTable = {
  run_id: string;
  conversation_id: string;
  slice: number;
  occurred_at: Date | null;
  status: SentimentStatus;
  score: number | null;
  polarity: string | null;
};

/** What each page brought, written once, however often the page is read. */
export type SentimentPageTable = {
  run_id: string;
  slice: number;
  page: number;
  fetched: number;
  overlapping: number;
  reported: number | null;
  next_cursor: string | null;
  requests: number;
};

/** The outbox. `subject` is whom it is about, `generation` counts the changes of what was said about it. */
export type DeliveryTable = {
  key: string;
  sink: SinkName;
  subject: string;
  generation: number;
  digest: string;
  body: string;
  status: Generated<DeliveryStatus>;
  attempts: Generated<number>;
  receipt: string | null;
  attempted_at: Date | null;
};

/** Which run wants which delivery: two runs may want the same one, and it is still sent once. */
export type RunDeliveryTable = { run_id: string; delivery_key: string };

export type AuditEntryTable = {
  seq: number;
  /** What the entry records, once: a delivery's key, a run. */
  source: string;
  body: string;
  previous: string;
  hash: string;
};

export type AuditHeadTable = { id: 1; count: number; hash: string };

export type Tables = {
  process_run: ProcessRunTable;
  conversation_sentiment: ConversationSentimentTable;
  sentiment_page: SentimentPageTable;
  delivery: DeliveryTable;
  run_delivery: RunDeliveryTable;
  audit_entry: AuditEntryTable;
  audit_head: AuditHeadTable;
};
