import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureLocalDatabase } from '../../../src/store/local/ensure-local-database.js';
import type { LocalDatabase } from '../../../src/store/local/local-database.js';
import { endProcess } from './end-of-process.js';
import { queryOnce } from './query-once.js';
import { startScript } from './run-starter.js';
import { scratchDirectory } from './scratch-directory.js';

const BATCH_SIZE = 50;
const insertBatch = 'insert into batches select $1, item from unnest($2::int[]) as item';
const items = Array.from({ length: BATCH_SIZE }, (_, index) => index);

/** Writes batches until the connection dies; the numbers of those that were acknowledged. */
const writeUntilCut = async (
  client: pg.Client,
  firstBatch: number,
  onAcknowledged: (count: number) => void,
): Promise<number[]> => {
  const acknowledged: number[] = [];
  for (let batch = firstBatch; ; batch += 1) {
    const write = client.query(insertBatch, [batch, items]);
    // With the next write already under way, the kill hits the database at work.
    onAcknowledged(acknowledged.length);
    try {
      await write;
    } catch {
      return acknowledged;
    }
    acknowledged.push(batch);
  }
};

describe('the local database', () => {
  let dataDir: string;
  let database: LocalDatabase;

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client(database.connection);
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  const query = (sql: string, values?: unknown[]) => queryOnce(database.connection, sql, values);

  beforeAll(async () => {
    dataDir = await scratchDirectory();
    database = await ensureLocalDatabase({ dataDir });
    await query('create table batches (batch int, item int, primary key (batch, item))');
    await query('create table unfinished (name text)');
    await query('create table counters (name text primary key, value int)');
  }, 40_000);

  afterAll(async () => {
    await endProcess(database.pid);
    await rm(dataDir, { recursive: true, force: true });
  });

  it.each([
    ['fit into one network chunk', 20],
    ['span many network chunks', 150_000],
  ])(
    'answers each of eight connections with its own rows when parameters %s',
    async (_size, length) => {
      const clients = await Promise.all(Array.from({ length: 8 }, connect));
      const ask = async (client: pg.Client, who: number): Promise<void> => {
        for (let round = 0; round < 10; round += 1) {
          // Each client asks for another number of columns each time: a statement that was overwritten shows.
          const values = Array.from({ length: 1 + ((who + round) % 4) }, (_, index) =>
            `${who}/${index}`.padEnd(length, '.'),
          );
          const columns = values.map((_, index) => `$${index + 1}::text as c${index}`).join(', ');
          if (round % 2 === 1) await client.query('begin');
          const { rows } = await client.query<Record<string, string>>(`select ${columns}`, values);
          if (round % 2 === 1) await client.query('commit');
          expect(Object.values(rows[0] ?? {})).toEqual(values);
        }
      };
      await Promise.all(clients.map(ask));
    },
    20_000,
  );

  it('keeps transactions of several connections apart', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, connect));
    await query('insert into counters values ($1, 0)', ['apart']);
    const countUp = async (client: pg.Client): Promise<void> => {
      for (let round = 0; round < 10; round += 1) {
        await client.query('begin');
        const { rows } = await client.query<{ value: number }>('select value from counters where name = $1', [
          'apart',
        ]);
        await client.query('update counters set value = $2 where name = $1', [
          'apart',
          (rows[0]?.value ?? 0) + 1,
        ]);
        await client.query('commit');
      }
    };
    await Promise.all(clients.map(countUp));
    expect(await query('select value from counters where name = $1', ['apart'])).toEqual([{ value: 60 }]);
  }, 20_000);

  it('refuses everything after an error in a transaction until it is rolled back, for that connection alone', async () => {
    const [client, other] = [await connect(), await connect()];
    await client.query('begin');
    await client.query('insert into unfinished values ($1)', ['before the error']);
    await expect(client.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero');
    await expect(client.query('select $1::int', [1])).rejects.toThrow('current transaction is aborted');
    const waiting = other.query<{ count: number }>('select count(*)::int from unfinished');
    await client.query('rollback');
    expect((await waiting).rows).toEqual([{ count: 0 }]);
    expect((await client.query('select $1::int as one', [1])).rows).toEqual([{ one: 1 }]);
  });

  it('rolls back a client that was killed in mid-transaction, and lets the others go on', async () => {
    const { host, port } = database.connection;
    const child = startScript('open-transaction-script.ts', host, String(port));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const other = query('select count(*)::int from unfinished');
    child.kill('SIGKILL');
    expect(await other).toEqual([{ count: 0 }]);
  }, 20_000);

  it('says why it refuses one connection too many', async () => {
    const clients = await Promise.all(Array.from({ length: 64 }, connect));
    await expect(query('select 1')).rejects.toThrow('more than 64 connections');
    expect((await clients[0]?.query('select 1 as one'))?.rows).toEqual([{ one: 1 }]);
  });

  it('is closed to other users: directory, database, socket and log', async () => {
    for (const path of ['.', 'database', '.s.PGSQL.5432', 'database.log']) {
      expect([path, (await stat(join(dataDir, path))).mode & 0o077]).toEqual([path, 0]);
    }
  });

  it.each([3, 20, 45])(
    'has every acknowledged batch after SIGKILL beside batch %i',
    async (killedAt) => {
      const client = await connect();
      const killed = database.pid;
      const acknowledged = await writeUntilCut(client, killedAt * 1000, (count) => {
        if (count === killedAt) process.kill(killed, 'SIGKILL');
      });
      database = await ensureLocalDatabase({ dataDir });
      expect(database.pid).not.toBe(killed);
      expect(acknowledged.length).toBeGreaterThanOrEqual(killedAt);
      const sizes = await query('select batch, count(*)::int from batches where batch >= $1 group by batch', [
        killedAt * 1000,
      ]);
      expect(sizes.map(({ batch }) => batch)).toEqual(expect.arrayContaining(acknowledged));
      expect(sizes.filter(({ count }) => count !== BATCH_SIZE)).toEqual([]);
    },
    20_000,
  );

  it('closes at once on SIGTERM, tells its clients why, and rolls back what they had not committed', async () => {
    const client = await connect();
    const lastWords = new Promise<Error>((resolve) => client.once('error', resolve));
    await client.query('begin');
    await client.query('insert into unfinished values ($1)', ['cut off']);
    await endProcess(database.pid);
    expect(await lastWords).toMatchObject({ code: '57P01' });
    database = await ensureLocalDatabase({ dataDir });
    expect(await query('select * from unfinished')).toEqual([]);
  }, 20_000);
});
