import { sql, type Kysely, type Migration } from 'kysely';

/*
 * Empty at first: sessions that began before may share a key, and a key that was theirs is claimed for the latest of them when
 * it is asked for.
 */
export const sessionKeysMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table session_key (
      key text collate "C" primary key,
      run_id uuid not null,
      workflow_id text not null
    )`.execute(db);
  },
};
