import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type Listening = { readonly url: string; close(): Promise<void> };

async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export const listenHttp = (answer: RequestListener): Promise<Listening> => listen(createServer(answer));

export const listenTcp = (connected: (socket: Socket) => void): Promise<Listening> =>
  listen(createTcpServer(connected));

/** An address on which nothing listens any more. */
export async function closedUrl(): Promise<string> {
  const { url, close } = await listenTcp((socket) => socket.destroy());
  await close();
  return url;
}
