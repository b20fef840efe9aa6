import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askLockPort } from '../../../src/store/local/ask-lock-port.js';
import { greetingLine, type Greeting } from '../../../src/store/local/greeting.js';

const greeting: Greeting = {
  product: 'durable-genesys',
  dataDir: 'a hash',
  state: 'ready',
  host: '/some/where',
  port: 5432,
  pid: 1,
};

const portOf = async (answer: (socket: Socket) => void): Promise<number> => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    answer(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
};

describe('askLockPort', () => {
  it('understands a greeting that arrives in pieces', async () => {
    const line = greetingLine(greeting);
    const port = await portOf((socket) => {
      socket.write(line.slice(0, 10));
      setImmediate(() => socket.end(line.slice(10)));
    });
    expect(await askLockPort({ port, silenceMs: 5000 })).toEqual({ kind: 'owner', greeting });
  });

  it('tells a program that is silent for too long', async () => {
    const port = await portOf(() => undefined);
    const answer = await askLockPort({ port, silenceMs: 50 });
    expect(answer).toEqual({ kind: 'silent' });
  });

  it('takes a program for foreign that waits for a request and finds ours odd', async () => {
    const port = await portOf((socket) =>
      socket.once('data', () => socket.write('-ERR unknown command\r\n')),
    );
    const answer = await askLockPort({ port, silenceMs: 5000 });
    expect(answer).toMatchObject({ kind: 'foreign' });
  });

  it('tells nobody from somebody who hangs up', async () => {
    const hungUp = await portOf((socket) => socket.end());
    expect(await askLockPort({ port: hungUp, silenceMs: 5000 })).toEqual({ kind: 'hungUp' });
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await askLockPort({ port, silenceMs: 5000 })).toEqual({ kind: 'nobody' });
  });
});
