import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

export type ConnectWhenReadyOptions = { port: number; deadlineMs: number; signal: AbortSignal };

const lookAgainMs = 25;

async function listens(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function connection(port: number, timeoutMs: number): Promise<Connection | undefined> {
  try {
    return await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: timeoutMs });
  } catch {
    return undefined;
  }
}

/** A connection as soon as the frontend answers a request; undefined at the deadline or when the signal comes. */
export async function connectWhenReady(options: ConnectWhenReadyOptions): Promise<Connection | undefined> {
  const { port, deadlineMs, signal } = options;
  const endMs = performance.now() + deadlineMs;
  const leftMs = () => endMs - performance.now();
  while (leftMs() > 0 && !signal.aborted) {
    // The bare connection first: a gRPC channel that was refused waits a second before it tries again.
    const ready = (await listens(port)) ? await connection(port, Math.max(leftMs(), 1)) : undefined;
    if (ready !== undefined) return ready;
    await sleep(lookAgainMs);
  }
  return undefined;
}
