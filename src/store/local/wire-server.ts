import { createServer, type Socket } from 'node:net';
import type { Backend, BackendClient } from './backend.js';
import { errorResponse } from './error-response.js';
import { createUnitReader, type FrontendUnit } from './frontend-units.js';

export type WireServer = {
  readonly listen: (socketPath: string) => Promise<void>;
  /** Tells every client why, hangs up and accepts nobody any more. */
  readonly close: () => Promise<void>;
};

type WireServerOptions = {
  readonly backend: Backend;
  readonly maxConnections: number;
  readonly onConnectionCount: (count: number) => void;
};

const NO_ENCRYPTION = 'N';

const LAST_WORDS_MS = 1000;

const hangUp = (socket: Socket, code: string, message: string): void => {
  socket.setTimeout(LAST_WORDS_MS, () => socket.destroy());
  socket.end(errorResponse({ code, message }), () => socket.destroy());
};

/** Serves the PostgreSQL protocol, without authentication: who may open the Unix socket may use the database. */
export const createWireServer = ({
  backend,
  maxConnections,
  onConnectionCount,
}: WireServerOptions): WireServer => {
  const sockets = new Set<Socket>();

  const obey = (socket: Socket, client: BackendClient, unit: FrontendUnit): void => {
    if (unit.kind === 'encryption') socket.write(NO_ENCRYPTION);
    else if (unit.kind === 'cancel' || unit.kind === 'terminate') socket.end();
    else backend.submit(client, unit);
  };

  const serve = (socket: Socket): void => {
    const read = createUnitReader();
    const client: BackendClient = {
      send: (bytes) => socket.writable && socket.write(bytes),
      refuse: () => hangUp(socket, '08P01', 'the startup packet is not understood'),
    };
    sockets.add(socket);
    onConnectionCount(sockets.size);
    socket.on('data', (chunk) => {
      try {
        for (const unit of read(chunk)) obey(socket, client, unit);
      } catch {
        hangUp(socket, '08P01', 'this is a PostgreSQL server');
      }
    });
    socket.once('close', () => {
      sockets.delete(socket);
      backend.leave(client);
      onConnectionCount(sockets.size);
    });
  };

  const turnAway = (socket: Socket): void => {
    socket.setTimeout(LAST_WORDS_MS, () => socket.destroy());
    // Only who has finished speaking hears the reason; to hang up earlier breaks the client's first write instead.
    socket.once('data', () => hangUp(socket, '53300', `sorry, more than ${maxConnections} connections`));
  };

  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (sockets.size < maxConnections) serve(socket);
    else turnAway(socket);
  });

  return {
    listen: (socketPath) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(socketPath, resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) hangUp(socket, '57P01', 'the local database is ending');
      }),
  };
};
