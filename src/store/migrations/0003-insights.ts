import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  // An erased body: the delivery stays, as proof that there was one.
  sql`alter table delivery alter column body drop not null`,
  sql`create index delivery_failed on delivery (attempted_at) where status = 'failed'`,
  // A window asks for its conversations whatever run brought them.
  sql`create index conversation_sentiment_by_time on conversation_sentiment (occurred_at)`,
  sql`create table insight_conversation (
    run_id uuid not null,
    conversation_id uuid not null,
    stopped text,
    external_tag text,
    external_contact_id text,
    primary key (run_id, conversation_id)
  )`,
  sql`create table insight_page (
    run_id uuid not null,
    conversation_id uuid not null,
    page integer not null,
    fetched integer not null,
    beyond_max integer not null,
    malformed integer not null,
    foreign_entities integer not null,
    reported integer,
    next_cursor text,
    requests integer not null,
    latency_ms double precision not null,
    primary key (run_id, conversation_id, page)
  )`,
  // The text is there only where it may be passed on.
  sql`create table insight (
    run_id uuid not null,
    conversation_id uuid not null,
    key text collate "C" not null,
    page integer not null,
    place integer not null,
    insight_type text not null,
    confidence double precision,
    created_date timestamptz,
    redacted boolean not null,
    verdict text not null,
    reasons text[] not null,
    text text,
    primary key (run_id, conversation_id, key)
  )`,
];

export const insightsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
