import { sql, type Kysely, type Migration } from 'kysely';

// Ids of conversations are text: only one of the profiles promises that they are UUIDs.
const STATEMENTS = [
  sql`alter table run_delivery add column ordinal integer`,
  sql`create table session (
    run_id uuid primary key,
    workflow_id text not null,
    session_key text collate "C" not null,
    bot_id text collate "C" not null,
    conversation_id text collate "C",
    state text not null check (state in (
      'creating', 'active', 'transferred', 'ended', 'settled', 'expired', 'failed', 'cancelled'
    )),
    started_at timestamptz not null,
    last_activity_at timestamptz not null,
    seen_at timestamptz,
    ended_at timestamptz,
    next_wake_up_at timestamptz,
    turns integer not null default 0,
    reasons text[] not null default '{}',
    handoff_queue_id text,
    resolution text,
    containment boolean
  )`,
  sql`create index session_by_conversation on session (conversation_id, started_at desc) where conversation_id is not null`,
  sql`create index session_by_key on session (session_key, started_at desc)`,
  sql`create index session_by_start on session (started_at)`,
  sql`create index session_live on session (started_at) where state in ('creating', 'active', 'transferred', 'ended')`,
  // Whoever counts the slots of a virtual agent holds its row meanwhile.
  sql`create table bot (id text collate "C" primary key)`,
  sql`create table session_slot (
    run_id uuid primary key,
    workflow_id text not null,
    bot_id text collate "C" not null,
    status text not null check (status in ('held', 'waiting')),
    place bigint generated always as identity,
    max_concurrent integer check (max_concurrent is not null or status = 'held'),
    requested_at timestamptz not null
  )`,
  sql`create index session_slot_by_bot on session_slot (bot_id, status, place)`,
  sql`create table inbox (
    event_id text collate "C" primary key,
    arrival bigint generated always as identity,
    topic text not null check (topic in ('conversation', 'coaching', 'speech')),
    conversation_id text collate "C",
    session_key text collate "C",
    received_at timestamptz not null,
    dispatched_at timestamptz,
    status text not null default 'pending' check (status in ('pending', 'dispatched', 'expired')),
    body jsonb not null
  )`,
  sql`create index inbox_pending on inbox (topic, arrival) where status = 'pending'`,
  sql`create index inbox_by_conversation on inbox (conversation_id, arrival) where conversation_id is not null`,
  sql`create index inbox_by_key on inbox (session_key, arrival) where session_key is not null`,
  sql`create index inbox_by_time on inbox (received_at)`,
  sql`create table webhook (
    host text not null,
    url text not null,
    event text not null,
    webhook_id text not null,
    registered_at timestamptz not null,
    primary key (host, url, event)
  )`,
];

export const sessionsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
