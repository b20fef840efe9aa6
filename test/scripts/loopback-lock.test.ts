import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { tryLoopbackLock } from '../../scripts/servers/loopback-lock.js';

async function tryLock(key: string) {
  const attempt = await tryLoopbackLock(key);
  if (attempt.granted) onTestFinished(() => void attempt.server.close());
  return attempt;
}

async function portOf(key: string): Promise<number> {
  const attempt = await tryLoopbackLock(key);
  if (!attempt.granted) throw new Error('that key is in use');
  const { port } = attempt.server.address() as AddressInfo;
  attempt.server.close();
  await once(attempt.server, 'close');
  return port;
}

it('is granted to exactly one of ten that ask at once; the others learn who has it', async () => {
  const key = randomUUID();
  const attempts = await Promise.all(Array.from({ length: 10 }, () => tryLock(key)));
  expect(attempts.filter((attempt) => attempt.granted)).toHaveLength(1);
  for (const attempt of attempts)
    if (!attempt.granted) expect(attempt.holder).toEqual({ key, pid: process.pid });
});

it('is free again after it was released', async () => {
  const key = randomUUID();
  await portOf(key);
  expect((await tryLock(key)).granted).toBe(true);
});

it('is granted although a stranger has the first port, and holds after the stranger has left', async () => {
  const key = randomUUID();
  const stranger = createServer((socket) => socket.end('hello\n')).listen(await portOf(key), '127.0.0.1');
  await once(stranger, 'listening');
  expect((await tryLock(key)).granted).toBe(true);
  stranger.close();
  await once(stranger, 'close');
  expect((await tryLock(key)).granted).toBe(false);
});
