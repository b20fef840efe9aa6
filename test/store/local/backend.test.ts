import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  createBackend,
  type BackendClient,
  type BackendUnit,
  type Engine,
} from '../../../src/store/local/backend.js';

type Bench = {
  readonly clients: readonly [BackendClient, BackendClient];
  readonly done: string[];
  readonly refused: unknown[];
  readonly broken: unknown[];
};

const unit = (text: string, endsCycle = true): BackendUnit => ({
  kind: 'messages',
  bytes: Buffer.from(text),
  endsCycle,
});

/** An engine that notes what it is given, is inside a transaction from `begin` to `commit` or a rollback, and breaks on `break`. */
const bench = (): Bench & { backend: ReturnType<typeof createBackend> } => {
  const done: string[] = [];
  const refused: unknown[] = [];
  const broken: unknown[] = [];
  let inTransaction = false;
  const engine: Engine = {
    isInTransaction: () => inTransaction,
    execProtocolRawStream: (message) => {
      const text = Buffer.from(message).toString();
      done.push(text.includes('ROLLBACK') ? 'rollback' : text);
      if (text === 'break') return Promise.reject(new Error('broken'));
      inTransaction = text === 'begin' || (inTransaction && !/commit|ROLLBACK/.test(text));
      return Promise.resolve();
    },
  };
  const client = (): BackendClient => ({ send: () => undefined, refuse: (error) => refused.push(error) });
  const backend = createBackend({ engine, onBroken: (error) => broken.push(error) });
  return { backend, clients: [client(), client()], done, refused, broken };
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
};

describe('createBackend', () => {
  it('lets nobody in between while a transaction is open', async () => {
    const { backend, clients, done } = bench();
    backend.submit(clients[0], unit('begin'));
    backend.submit(clients[1], unit('other'));
    await settle();
    backend.submit(clients[0], unit('commit'));
    await settle();
    expect(done).toEqual(['begin', 'commit', 'other']);
  });

  it('lets nobody in between a flush and the sync that ends the query', async () => {
    const { backend, clients, done } = bench();
    backend.submit(clients[0], unit('parse, flush', false));
    backend.submit(clients[1], unit('other'));
    await settle();
    backend.submit(clients[0], unit('execute, sync'));
    await settle();
    expect(done).toEqual(['parse, flush', 'execute, sync', 'other']);
  });

  it.each([
    ['a transaction', unit('begin')],
    ['an unfinished query', unit('parse, flush', false)],
  ])('rolls back %s of a client that leaves, before anybody else is served', async (_what, opening) => {
    const { backend, clients, done } = bench();
    backend.submit(clients[0], opening);
    await settle();
    backend.submit(clients[1], unit('other'));
    backend.submit(clients[0], unit('under way', false));
    backend.submit(clients[0], unit('never carried out', false));
    backend.leave(clients[0]);
    await settle();
    expect(done.slice(1)).toEqual(['under way', 'rollback', 'other']);
  });

  it('tells apart a startup that it refuses and an engine that is broken', async () => {
    const { backend, clients, refused, broken } = bench();
    backend.submit(clients[0], { kind: 'startup', bytes: Buffer.from('break') });
    await settle();
    expect([refused.length, broken.length]).toEqual([1, 0]);
    backend.submit(clients[0], unit('break'));
    await settle();
    expect([refused.length, broken.length]).toEqual([1, 1]);
  });

  it('touches the engine no more once it is stopped', async () => {
    const { backend, clients, done } = bench();
    backend.submit(clients[0], unit('begin'));
    await settle();
    backend.stop();
    backend.leave(clients[0]);
    await settle();
    expect(done).toEqual(['begin']);
  });
});
