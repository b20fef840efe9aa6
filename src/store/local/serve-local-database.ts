import { rm } from 'node:fs/promises';
import { inspect } from 'node:util';
import { createBackend } from './backend.js';
import { takeDirectoryLock } from './directory-lock.js';
import type { Greeting } from './greeting.js';
import { createIdleClock } from './idle-clock.js';
import { lockAddressOf } from './lock-address.js';
import { openDatabaseDirectory } from './open-database-directory.js';
import { SOCKET_PORT, prepareSocketDirectory, socketPathIn } from './socket-directory.js';
import { createWireServer } from './wire-server.js';

const MAX_CONNECTIONS = 64;

type ServeOptions = {
  readonly realDataDir: string;
  readonly idleMs: number;
  readonly log: (line: string) => void;
  /** Must end this process: the lock is held until then. */
  readonly end: (exitCode: number) => never;
};

export type RunningDatabase = { readonly stop: (reason: string) => Promise<void> };

/**
 * Owns the data directory until the process ends; `null` when another process already does. The order is what keeps the data whole:
 * lock, open, serve, and back: hang up, close, end.
 */
export const serveLocalDatabase = async (options: ServeOptions): Promise<RunningDatabase | null> => {
  const { realDataDir, idleMs, log, end } = options;
  const address = lockAddressOf(realDataDir);
  const { dataDirHash } = address;
  const host = await prepareSocketDirectory(realDataDir, dataDirHash);
  let state: Greeting['state'] = 'starting';

  const idleClock = createIdleClock({ idleMs, onIdle: () => void stop(`no connection for ${idleMs} ms`) });
  const greet = (): Greeting => {
    if (state === 'ready') idleClock.restart();
    return {
      product: 'durable-genesys',
      dataDir: dataDirHash,
      state,
      host,
      port: SOCKET_PORT,
      pid: process.pid,
    };
  };
  if ((await takeDirectoryLock({ address, greet })) === 'taken') return null;

  const database = await openDatabaseDirectory(realDataDir);
  const backend = createBackend({
    engine: database,
    onBroken: (error) => {
      log(`the database broke: ${inspect(error)}`);
      end(1);
    },
  });
  const server = createWireServer({
    backend,
    maxConnections: MAX_CONNECTIONS,
    onConnectionCount: idleClock.connectionsAre,
  });

  const stop = async (reason: string): Promise<void> => {
    if (state === 'closing') return;
    state = 'closing';
    log(`ending: ${reason}`);
    await server.close();
    backend.stop();
    await database.close();
    end(0);
  };

  await rm(socketPathIn(host), { force: true });
  await server.listen(socketPathIn(host));
  state = 'ready';
  idleClock.restart();
  log('ready');
  return { stop };
};
