import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { endProcess } from '../scripts/end-process.js';
import { Secret } from '../src/domain/secret.js';
import { connectDatabase } from '../src/store/connection.js';
import { createStore, type Store } from '../src/store/index.js';
import { ensureLocalDatabase } from '../src/store/local/ensure-local-database.js';

type Opened = { readonly store: Store; close(): Promise<void> };
type AuditStore = { readonly name: string; readonly verifySeconds: number; open(): Promise<Opened> };

const KEY = new Secret('a key for measurements only, 32 characters');

async function openLocal(): Promise<Opened> {
  const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-bench-'));
  const { connection, pid } = await ensureLocalDatabase({ dataDir });
  const store = createStore(connection, KEY);
  await store.migrate();
  return {
    store,
    async close() {
      await store.close();
      await endProcess(pid);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database of its own on a server, dropped at the end. */
export async function createPostgresDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `durable_genesys_bench_${randomBytes(6).toString('hex')}`;
  const admin = connectDatabase({ connectionString: url });
  await sql`create database ${sql.id(name)}`.execute(admin);
  const own = new URL(url);
  own.pathname = name;
  return {
    url: own.href,
    async drop() {
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
      await admin.destroy();
    },
  };
}

async function openPostgres(url: string): Promise<Opened> {
  const database = await createPostgresDatabase(url);
  const store = createStore({ connectionString: database.url }, KEY);
  await store.migrate();
  return {
    store,
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

/** The local database, and PostgreSQL where a server is named. */
export const startAuditStores = (postgresUrl: string | undefined): AuditStore[] => [
  { name: 'local database', verifySeconds: 10, open: openLocal },
  ...(postgresUrl ? [{ name: 'PostgreSQL', verifySeconds: 5, open: () => openPostgres(postgresUrl) }] : []),
];
