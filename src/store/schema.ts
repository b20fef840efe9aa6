import { Migrator, type Migration } from 'kysely';
import type { Database } from './connection.js';
import { sentimentMigration } from './migrations/0001-sentiment.js';
import { sessionsMigration } from './migrations/0002-sessions.js';
import { insightsMigration } from './migrations/0003-insights.js';
import { csatMigration } from './migrations/0004-csat.js';
import { sessionKeysMigration } from './migrations/0005-session-keys.js';
import { redeliveriesMigration } from './migrations/0006-redeliveries.js';
import { conversationFactsMigration } from './migrations/0007-conversation-facts.js';
import { organisationMigration } from './migrations/0008-organisation.js';

/** Applied in this order, each once, in one transaction. A landed migration is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-sentiment': sentimentMigration,
  '0002-sessions': sessionsMigration,
  '0003-insights': insightsMigration,
  '0004-csat': csatMigration,
  '0005-session-keys': sessionKeysMigration,
  '0006-redeliveries': redeliveriesMigration,
  '0007-conversation-facts': conversationFactsMigration,
  '0008-organisation': organisationMigration,
};

export type SchemaState = 'current' | 'older' | 'newer';

/** `newer` means that a later program has migrated this database: an older one must not write to it. */
export async function schemaState(db: Database): Promise<SchemaState> {
  const applied = await appliedMigrations(db);
  if (applied.some((name) => !(name in MIGRATIONS))) return 'newer';
  return applied.length === Object.keys(MIGRATIONS).length ? 'current' : 'older';
}

/** Brings the schema up to date and names the migrations that it applied. Safe when several programs start at once. */
export async function migrate(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('migration failed');
  return (results ?? []).map(({ migrationName }) => migrationName);
}

async function appliedMigrations(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
