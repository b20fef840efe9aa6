import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { askLockHolder, type LockHolder } from './ask-lock-holder.js';

export type LockAttempt =
  | {
      granted: true;
      /** The listening socket is the lock; handed to another process, it is that process's lock. */
      server: Server;
    }
  | { granted: false; holder: LockHolder };

const candidates = 4;
// Below the ranges from which Linux and macOS give ports to outgoing connections.
const lowestPort = 15_000;
const portCount = 16_000;

/** More than one, because any of them may belong to a stranger. */
function portsFor(key: string): number[] {
  const digest = createHash('sha256').update(key).digest();
  return Array.from({ length: candidates }, (_, i) => lowestPort + (digest.readUInt32BE(i * 4) % portCount));
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
}

function answeringServer(key: string): Server {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy()).end(`${JSON.stringify({ key, pid: process.pid })}\n`);
  });
  // A lock must not keep its owner alive.
  return server.unref();
}

/**
 * A lock that the kernel grants once and takes back at death: a listening loopback port derived from the key.
 * It holds among the processes of one network namespace. `server.close()` releases it.
 */
export async function tryLoopbackLock(key: string): Promise<LockAttempt> {
  const ports = portsFor(key);
  const holderAt = (port: number) => askLockHolder({ port, key });
  for (const port of ports) {
    const server = answeringServer(key);
    if (await listen(server, port)) {
      // An earlier owner may have had to make do with a later port, because of a stranger who has left since.
      const elsewhere = await Promise.all(ports.filter((other) => other !== port).map(holderAt));
      const holder = elsewhere.find((found) => found !== undefined);
      if (holder === undefined) return { granted: true, server };
      server.close();
      return { granted: false, holder };
    }
    const holder = await holderAt(port);
    if (holder !== undefined) return { granted: false, holder };
  }
  throw new Error(`No lock for ${key}: other programs hold the ports ${ports.join(', ')} of 127.0.0.1`);
}
