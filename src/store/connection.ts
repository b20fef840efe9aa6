import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.js';

export type Database = Kysely<Tables>;

/** A URL, or the parts that the local database answers with. */
export type DatabaseAddress =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

export type ConnectOptions = {
  /** Brings the database back, at the same address, when it refuses a connection. */
  readonly revive?: () => Promise<void>;
};

const CONNECT_TIMEOUT_MS = 10_000;
const POOL_SIZE = 8;

/** A pool of plain connections: nothing here relies on session state, because the local database shares one session among all. */
export function connectDatabase(address: DatabaseAddress, { revive }: ConnectOptions = {}): Database {
  const pool = new pg.Pool({
    ...address,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // The local database ends itself when nobody is connected; a worker that has nothing to do still needs it.
    idleTimeoutMillis: 0,
  });
  // A connection that the server closed fails its statement or is replaced by the pool. Without listeners on the pool (for idle
  // ones) and on each connection (for those in use) the event would end the program.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: revive ? revivedPool(pool, revive) : pool }),
  });
}

const GONE = new Set(['ECONNREFUSED', 'ENOENT']);

const revivedPool = (pool: pg.Pool, revive: () => Promise<void>): PostgresPool => ({
  connect: () =>
    pool.connect().catch(async (error: NodeJS.ErrnoException) => {
      if (!GONE.has(error.code ?? '')) throw error;
      await revive();
      return pool.connect();
    }),
  end: () => pool.end(),
});
