import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Secret } from '../../src/domain/secret.js';
import { connectDatabase, type Database, type DatabaseAddress } from '../../src/store/connection.js';
import { createStore, type Store } from '../../src/store/index.js';
import { endProcess } from '../../scripts/end-process.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';

import { seedDataDir } from '../support/seeded-data-dir.js';

export type OpenedStore = {
  readonly store: Store;
  /** Straight to the tables, for a test that has to tamper with them. */
  readonly db: Database;
  close(): Promise<void>;
};

export type StoreUnderTest = { readonly name: string; open(): Promise<OpenedStore> };

export const AUDIT_KEY = new Secret('an audit key for tests, 32 characters');

async function openAt(address: DatabaseAddress, remove: () => Promise<void>): Promise<OpenedStore> {
  const store = createStore(address, AUDIT_KEY);
  const db = connectDatabase(address);
  await store.migrate();
  return {
    store,
    db,
    async close() {
      await store.close();
      await db.destroy();
      await remove();
    },
  };
}

const localStore: StoreUnderTest = {
  name: 'the local database',
  async open() {
    const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-store-'));
    await seedDataDir(dataDir);
    const { connection, pid } = await ensureLocalDatabase({ dataDir });
    return openAt(connection, async () => {
      await endProcess(pid);
      await rm(dataDir, { recursive: true, force: true });
    });
  },
};

/** A database of its own on the server that `TEST_DATABASE_URL` names, dropped at the end. */
const postgresStore = (url: string): StoreUnderTest => ({
  name: 'PostgreSQL',
  async open() {
    const name = `durable_genesys_${randomBytes(6).toString('hex')}`;
    const admin = connectDatabase({ connectionString: url });
    await sql`create database ${sql.id(name)}`.execute(admin);
    const own = new URL(url);
    own.pathname = name;
    return openAt({ connectionString: own.href }, async () => {
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
      await admin.destroy();
    });
  },
});

const { TEST_DATABASE_URL } = process.env;

/** Every store that can be had here: the same suite runs on each, and none is skipped. */
export const STORES: readonly StoreUnderTest[] = [
  localStore,
  ...(TEST_DATABASE_URL ? [postgresStore(TEST_DATABASE_URL)] : []),
];
