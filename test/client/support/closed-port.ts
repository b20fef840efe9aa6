import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** `host:port` where nobody listens: a port that was free a moment ago. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return `127.0.0.1:${port}`;
}
