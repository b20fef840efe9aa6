import { sql, type Kysely, type Migration } from 'kysely';

// Which failed deliveries a run sends again. They stay failed until they have arrived: nothing waits for a run that was terminated.
const STATEMENTS = [
  sql`create table redelivery (
    run_id uuid not null,
    delivery_key text collate "C" not null references delivery (key),
    status text not null check (status in ('pending', 'delivered', 'failed', 'superseded', 'purged')),
    primary key (run_id, delivery_key)
  )`,
];

export const redeliveriesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
