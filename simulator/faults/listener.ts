import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listener = {
  /** Cuts every connection, and the next ones as soon as they come in. */
  destroyNext(connections: number): void;
  /** Cuts every connection, and lets nobody in for a while. */
  closeFor(ms: number): void;
  /** Ends both. */
  restore(): Promise<void>;
};

/** Trouble below HTTP. It meets whoever comes: a connection does not say yet what it is for. */
export function createListener(server: Server): Listener {
  let toDestroy = 0;
  let address: AddressInfo | null = null;
  let timer: NodeJS.Timeout | null = null;

  server.on('listening', () => {
    address = server.address() as AddressInfo;
  });
  server.prependListener('connection', (socket) => {
    if (toDestroy === 0) return;
    toDestroy -= 1;
    socket.resetAndDestroy();
  });

  function open(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (server.listening || address === null) return Promise.resolve();
    const { port, address: host } = address;
    return new Promise((resolve) => server.listen({ port, host }, resolve));
  }

  return {
    destroyNext: (connections) => {
      toDestroy += connections;
      server.closeAllConnections();
    },
    closeFor: (ms) => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      timer = setTimeout(() => void open(), ms);
    },
    restore: () => {
      toDestroy = 0;
      return open();
    },
  };
}
