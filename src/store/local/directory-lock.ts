import { createServer } from 'node:net';
import { greetingLine, type Greeting } from './greeting.js';
import type { LockAddress } from './lock-address.js';
import { lockStateOf } from './lock-state.js';

type DirectoryLockOptions = { readonly address: LockAddress; readonly greet: () => Greeting };

/**
 * Takes the one lock of a data directory: a listening loopback port, which the kernel grants to one process and
 * frees when that process dies, however it dies. There is no release on purpose: ending the process is the release,
 * so nothing can open the directory while this process still might write to it. It holds within one machine (one network
 * namespace), not between containers that share a volume.
 *
 * A port that a stranger holds is passed over. Whoever has got a port then asks the others, because an earlier owner may have
 * passed over a stranger that has left since: of two that listen at different ports at least one sees the other, and ends.
 */
export async function takeDirectoryLock({ address, greet }: DirectoryLockOptions): Promise<'taken' | 'ours'> {
  const isFree = async (ports: readonly number[]) =>
    (await lockStateOf({ ...address, ports })).kind === 'free';
  for (const port of address.ports) {
    if (await listen(port, greet)) {
      const others = address.ports.filter((other) => other !== port);
      return (await isFree(others)) ? 'ours' : 'taken';
    }
    if (!(await isFree([port]))) return 'taken';
  }
  return 'taken';
}

/** False when another process has the port. */
const listen = (port: number, greet: () => Greeting): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.resume();
      socket.end(greetingLine(greet()));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(true));
  });
