import type { Config } from '../config.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { createStore, type Store } from '../store/index.js';
import { ensureLocalDatabase } from '../store/local/ensure-local-database.js';
import { ensureLocalKey } from '../store/local/local-key.js';
import { UnreachableError } from './unreachable-error.js';

export type OpenStore = { readonly store: Store; readonly description: string };

type Options = {
  readonly say: (line: string) => void;
  /** `refuse` where rows are read or written; `accept` for the commands that look at the schema itself. */
  readonly olderSchema: 'refuse' | 'accept';
};

/**
 * The store that the configuration names. The local one is started when nobody has yet, and migrates itself; a database of
 * your own is migrated by `client setup` only.
 * @throws {UnreachableError} when it does not answer or its schema does not fit this program
 */
export async function openStore(config: Config, { say, olderSchema }: Options): Promise<OpenStore> {
  const { store, description } = config.databaseUrl
    ? ownDatabase(config, config.databaseUrl)
    : await localDatabase(config, say);
  try {
    await store.ping().catch((error: unknown) => {
      throw new UnreachableError(`the store does not answer (${description}): ${reasonOf(error)}`);
    });
    await checkSchema(store, { isLocal: config.databaseUrl === null, olderSchema });
    return { store, description };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function ownDatabase({ auditKey }: Config, connectionString: string): OpenStore {
  if (!auditKey) {
    const problem = 'is required with DATABASE_URL: every worker must chain the audit with the same key';
    throw new InvalidInputError([{ field: 'AUDIT_KEY', problem }]);
  }
  const { host, pathname } = new URL(connectionString);
  return {
    store: createStore({ connectionString }, auditKey),
    description: `PostgreSQL at ${host}${pathname}`,
  };
}

async function localDatabase({ dataDir, auditKey }: Config, say: (line: string) => void): Promise<OpenStore> {
  const database = await ensureLocalDatabase({ dataDir, say }).catch((error: unknown) => {
    throw new UnreachableError(`the local database did not start: ${reasonOf(error)}`);
  });
  const key = auditKey ?? (await ensureLocalKey(dataDir, 'audit'));
  const revive = async () => void (await ensureLocalDatabase({ dataDir, say }));
  return { store: createStore(database.connection, key, { revive }), description: database.description };
}

async function checkSchema(
  store: Store,
  { isLocal, olderSchema }: { isLocal: boolean; olderSchema: 'refuse' | 'accept' },
) {
  const state = await store.schemaState();
  if (state === 'newer') {
    throw new UnreachableError("the store's schema is newer than this program; run a newer version");
  }
  if (state === 'current') return;
  if (isLocal) await store.migrate();
  else if (olderSchema === 'refuse') {
    throw new UnreachableError(
      "the store's schema is missing or older than this program; run `npm run client -- setup`",
    );
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
