import { sql, type Kysely, type Migration } from 'kysely';

export const organisationMigration: Migration = {
  async up(db: Kysely<unknown>) {
    // One row at most: the key can only be true.
    await sql`create table organisation (
      is_ours boolean primary key check (is_ours),
      id text not null,
      name text not null,
      bound_at timestamptz not null default now()
    )`.execute(db);
  },
};
