import { sql } from 'kysely';
import type { Organisation } from '../domain/organisation.js';
import type { Database } from './connection.js';

export const createOrganisationStore = (db: Database) => ({
  /** Gives whose store it is: the first who ever asked. Safe when several ask at once. */
  async bind({ id, name }: Organisation): Promise<Organisation> {
    await sql`
      insert into organisation (is_ours, id, name) values (true, ${id}, ${name}) on conflict do nothing`.execute(
      db,
    );
    return (await this.find()) ?? { id, name };
  },

  /** Null while nobody has used it. */
  async find(): Promise<Organisation | null> {
    const { rows } = await sql<Organisation>`select id, name from organisation`.execute(db);
    return rows[0] ?? null;
  },
});
