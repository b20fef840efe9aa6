import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export type CountingListener = {
  readonly address: string;
  readonly connections: () => number;
  close(): Promise<void>;
};

/** Stands where Temporal, the store and Genesys are said to be. It counts who comes, and hangs up. */
export async function createCountingListener(): Promise<CountingListener> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    connections: () => connections,
    async close() {
      await once(server.close(), 'close');
    },
  };
}
