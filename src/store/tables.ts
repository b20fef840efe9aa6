import type { Generated, GeneratedAlways } from 'kysely';
import type { Process, SinkName } from '../domain/names.js';
import type { SentimentStatus } from '../domain/sentiment.js';
import type { HandoffReason, SessionState } from '../domain/virtual-agent-session.js';

export type RunStatus = 'running' | 'completed' | 'failed' | 'cancelled';
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';
export type SlotStatus = 'held' | 'waiting';
export type InboxTopic = 'conversation' | 'coaching' | 'speech';
export type InboxStatus = 'pending' | 'dispatched' | 'expired';

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
  body: string | null;
  status: Generated<DeliveryStatus>;
  attempts: Generated<number>;
  receipt: string | null;
  attempted_at: Date | null;
};

/** Which run wants which delivery: two runs may want the same one, and it is still sent once. */
export type RunDeliveryTable = { run_id: string; delivery_key: string; ordinal: Generated<number | null> };

/** What a redelivery tries again, each once, and what became of it. */
export type RedeliveryTable = {
  run_id: string;
  delivery_key: string;
  status: 'pending' | 'delivered' | 'failed' | 'superseded' | 'purged';
};

export type AuditEntryTable = {
  seq: number;
  /** What the entry records, once: a delivery's key, a run. */
  source: string;
  body: string;
  previous: string;
  hash: string;
};

export type AuditHeadTable = { id: 1; count: number; hash: string };

/** A session as `client sessions` shows it: nothing of what the customer is or said. */
export type SessionTable = {
  run_id: string;
  workflow_id: string;
  session_key: string;
  bot_id: string;
  conversation_id: string | null;
  state: SessionState;
  started_at: Date;
  last_activity_at: Date;
  /** When a listing of the platform's last called its conversation active. */
  seen_at: Generated<Date | null>;
  ended_at: Date | null;
  next_wake_up_at: Date | null;
  turns: Generated<number>;
  reasons: Generated<HandoffReason[]>;
  handoff_queue_id: string | null;
  resolution: string | null;
  containment: boolean | null;
};

/** Whose a session key is, for ever. */
export type SessionKeyTable = { key: string; run_id: string; workflow_id: string };

/** Holds nothing: its row is what those who count the slots of a virtual agent lock. */
export type BotTable = { id: string };

export type SessionSlotTable = {
  run_id: string;
  workflow_id: string;
  bot_id: string;
  status: SlotStatus;
  /** The order of arrival. */
  place: GeneratedAlways<number>;
  /** What the session itself asked for; null, and never waiting, when any number is fine. */
  max_concurrent: number | null;
  requested_at: Date;
};

/** Incoming events, each once. An early one waits here for the session that it is about. */
export type InboxTable = {
  event_id: string;
  arrival: GeneratedAlways<number>;
  topic: InboxTopic;
  conversation_id: string | null;
  session_key: string | null;
  received_at: Date;
  dispatched_at: Date | null;
  status: Generated<InboxStatus>;
  body: unknown;
};

export type WebhookTable = {
  host: string;
  url: string;
  event: string;
  webhook_id: string;
  registered_at: Date;
};

export type Tables = {
  process_run: ProcessRunTable;
  conversation_sentiment: ConversationSentimentTable;
  sentiment_page: SentimentPageTable;
  delivery: DeliveryTable;
  run_delivery: RunDeliveryTable;
  redelivery: RedeliveryTable;
  audit_entry: AuditEntryTable;
  audit_head: AuditHeadTable;
  session: SessionTable;
  session_key: SessionKeyTable;
  bot: BotTable;
  session_slot: SessionSlotTable;
  inbox: InboxTable;
  webhook: WebhookTable;
};
