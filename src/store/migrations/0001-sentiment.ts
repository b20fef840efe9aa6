import { sql, type Kysely, type Migration } from 'kysely';

// No check on the status of a conversation: over 250 rows a page it costs a fifth of storing them, and only one place writes it.
const STATEMENTS = [
  sql`create table process_run (
    run_id uuid primary key,
    workflow_id text not null,
    process text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
    plan jsonb not null,
    result jsonb
  )`,
  sql`create index process_run_by_workflow on process_run (workflow_id, started_at desc)`,
  sql`create table conversation_sentiment (
    run_id uuid not null,
    conversation_id uuid not null,
    slice integer not null,
    occurred_at timestamptz,
    status text not null,
    score double precision,
    polarity text,
    primary key (run_id, conversation_id)
  )`,
  sql`create table sentiment_page (
    run_id uuid not null,
    slice integer not null,
    page integer not null,
    fetched integer not null,
    overlapping integer not null,
    reported integer,
    next_cursor text,
    requests integer not null,
    primary key (run_id, slice, page)
  )`,
  sql`create table delivery (
    key text collate "C" primary key,
    sink text not null,
    subject text collate "C" not null,
    generation integer not null,
    digest text not null,
    body text not null,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    attempts integer not null default 0,
    receipt text,
    attempted_at timestamptz
  )`,
  sql`create index delivery_by_subject on delivery (sink, subject, generation desc)`,
  sql`create table run_delivery (
    run_id uuid not null,
    delivery_key text collate "C" not null references delivery (key),
    primary key (run_id, delivery_key)
  )`,
  sql`create table audit_entry (
    seq bigint primary key,
    source text not null unique,
    body text not null,
    previous text not null,
    hash text not null
  )`,
  sql`create table audit_head (
    id integer primary key check (id = 1),
    count bigint not null,
    hash text not null
  )`,
  sql`insert into audit_head (id, count, hash) values (1, 0, repeat('0', 64))`,
];

export const sentimentMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
