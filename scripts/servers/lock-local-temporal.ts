import { readFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { parseLockHolder, type LockHolder } from './ask-lock-holder.js';
import { databaseFile } from './dev-server-arguments.js';
import { tryLoopbackLock } from './loopback-lock.js';
import { runsWith } from './runs-with.js';

export type LocalTemporalLock = { lock: Server; key: string; recordFile: string };

function alreadyServed(dataDir: string, { address, uiUrl, pid }: LockHolder): Error {
  const file = databaseFile(dataDir);
  if (address === undefined) return new Error(`${file} is being opened by process ${pid} at this moment`);
  const ui = typeof uiUrl === 'string' ? `, UI ${uiUrl}` : '';
  return new Error(
    `${file} is already served at ${address} (process ${pid}${ui}). ` +
      `Set TEMPORAL_ADDRESS=${address} to use that server, end it, or choose another DATA_DIR.`,
  );
}

/** Refused when a server has that directory's database open: two on one file would work against each other. */
export async function lockLocalTemporal(dataDir: string): Promise<LocalTemporalLock> {
  const key = `local Temporal ${dataDir}`;
  const recordFile = join(dataDir, 'temporal.json');
  const attempt = await tryLoopbackLock(key);
  if (!attempt.granted) throw alreadyServed(dataDir, attempt.holder);

  // A server whose guard and parent were both killed holds no lock any more, but left its record.
  const record = parseLockHolder(await readFile(recordFile, 'utf8').catch(() => ''), key);
  if (record !== undefined && (await runsWith({ pid: record.pid, text: databaseFile(dataDir) }))) {
    attempt.server.close();
    throw alreadyServed(dataDir, record);
  }
  return { lock: attempt.server, key, recordFile };
}
