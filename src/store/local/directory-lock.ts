import { createServer } from 'node:net';
import { greetingLine, type Greeting } from './greeting.js';

type DirectoryLockOptions = { readonly port: number; readonly greet: () => Greeting };

/**
 * Takes the one lock of a data directory: a listening loopback port, which the kernel grants to one process and
 * frees when that process dies, however it dies. There is no release on purpose: ending the process is the release,
 * so nothing can open the directory while this process still might write to it. It holds within one machine (one network
 * namespace), not between containers that share a volume.
 */
export const takeDirectoryLock = ({ port, greet }: DirectoryLockOptions): Promise<'taken' | 'ours'> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.resume();
      socket.end(greetingLine(greet()));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('taken');
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve('ours'));
  });
