import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LockHolder } from './ask-lock-holder.js';

export type GuardedServerOptions = {
  cli: string;
  args: string[];
  /** Where the server's stderr goes. */
  logFile: string;
  /** Lies there while the server runs: a LockHolder as JSON. */
  recordFile: string;
  /** Told to whoever asks the lock. */
  card: Omit<LockHolder, 'pid'>;
  /** Becomes the guard's: it is held as long as the server may run. */
  lock: Server;
  /** Let the server outlive this process. */
  keep: boolean;
};

export type GuardedServer = {
  pid: number;
  /** Resolves, with how, when the server is gone. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

const messageSchema = z.union([z.object({ pid: z.number() }), z.object({ ended: z.string() })]);

const guardFile = fileURLToPath(new URL('./server-guard.mjs', import.meta.url));

function forkGuard(): ChildProcess {
  // Out of the terminal's process group: Ctrl-C is this process's to handle, which stops its worker first.
  return fork(guardFile, { execArgv: [], detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Starts a server that ends with this process, even when this process is killed with SIGKILL. */
export async function startGuardedServer({ lock, ...spec }: GuardedServerOptions): Promise<GuardedServer> {
  const guard = forkGuard();
  let serverPid: number | undefined;
  let how = 'its guard ended';
  const exited = once(guard, 'exit');
  const started = new Promise<void>((resolve) => {
    guard.on('message', (raw) => {
      const message = messageSchema.parse(raw);
      if ('ended' in message) how = message.ended;
      else serverPid = message.pid;
      resolve();
    });
  });
  const ended = exited.then(([, signal]) => {
    // A guard that was killed could not end its server.
    if (signal !== null && serverPid !== undefined) killIfThere(serverPid);
    return how;
  });
  guard.send(spec, lock, () => lock.close());
  await Promise.race([started, exited]);
  if (serverPid === undefined) throw new Error(`${spec.cli} could not be started: ${await ended}`);

  // Someone who forgets to stop it should not hang at the end.
  guard.unref();
  guard.channel?.unref();
  return {
    pid: serverPid,
    ended,
    async stop() {
      guard.ref();
      if (guard.connected) guard.send('stop', () => undefined);
      await ended;
    },
  };
}
