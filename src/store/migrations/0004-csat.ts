import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  // What each page brought, written once. `pass` counts how often the list was read from its beginning.
  sql`create table csat_page (
    run_id uuid not null,
    source text collate "C" not null,
    slice integer not null,
    pass integer not null,
    page integer not null,
    received integer not null,
    malformed integer not null,
    added integer not null,
    changed integer not null,
    reported integer,
    next_cursor text,
    requests integer not null,
    primary key (run_id, source, slice, pass, page)
  )`,
  // A topic is noted only where rows were asked for by topic.
  sql`create table speech_row (
    run_id uuid not null,
    conversation_id uuid not null,
    key text collate "C" not null,
    topic text collate "C" not null,
    agent_id text,
    analytics_count double precision,
    analytics_sum double precision,
    sentiment_count double precision,
    sentiment_avg double precision,
    time timestamptz,
    primary key (run_id, conversation_id, key, topic)
  )`,
  // A webhook asks which runs a conversation belongs to.
  sql`create index speech_row_by_conversation on speech_row (conversation_id)`,
  sql`create table survey_row (
    run_id uuid not null,
    conversation_id uuid not null,
    agent_id text,
    csat double precision,
    primary key (run_id, conversation_id)
  )`,
  // What was known after each reading of the surveys.
  sql`create table csat_round (
    run_id uuid not null,
    round integer not null,
    read_at timestamptz not null,
    figures jsonb not null,
    primary key (run_id, round)
  )`,
  // Of the last round.
  sql`create table csat_group (
    run_id uuid not null,
    kind text not null,
    name text collate "C" not null,
    place integer not null,
    figures jsonb not null,
    primary key (run_id, kind, name)
  )`,
];

export const csatMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
