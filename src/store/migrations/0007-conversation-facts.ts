import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  // Where, when and by whom a conversation was held, for whichever kind of run has read it.
  sql`create table conversation_facts (
    run_id uuid not null,
    conversation_id uuid not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    direction text,
    media_type text,
    queue_ids text[] not null,
    agent_ids text[] not null,
    division_ids text[] not null,
    primary key (run_id, conversation_id)
  )`,
  // Hours add up, because a conversation that goes on past one has a part of its score in each.
  sql`create table score_share (
    run_id uuid not null,
    conversation_id uuid not null,
    hour timestamptz not null,
    score_sum double precision not null,
    score_count double precision not null,
    primary key (run_id, conversation_id, hour)
  )`,
  sql`alter table sentiment_page add column outside integer not null default 0`,
  // Conversations that came with a page of surveys and have none.
  sql`alter table csat_page add column others integer not null default 0`,
];

export const conversationFactsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
