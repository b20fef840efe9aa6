import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { takeDirectoryLock } from '../../../src/store/local/directory-lock.js';
import { ensureLocalDatabase } from '../../../src/store/local/ensure-local-database.js';
import { greetingLine, type Greeting } from '../../../src/store/local/greeting.js';
import type { LocalDatabase } from '../../../src/store/local/local-database.js';
import { lockAddressOf } from '../../../src/store/local/lock-address.js';
import { lockStateOf } from '../../../src/store/local/lock-state.js';
import { endOfProcess, endProcess } from './end-of-process.js';
import { eventually } from './eventually.js';
import { queryOnce } from './query-once.js';
import { runStarter } from './run-starter.js';
import { copyOf, scratchDirectory } from './scratch-directory.js';

const ensure = async (dataDir: string, idleMs = 10_000): Promise<LocalDatabase> => {
  const database = await ensureLocalDatabase({ dataDir, idleMs });
  onTestFinished(() => endProcess(database.pid));
  return database;
};

const GREETING: Greeting = {
  ...{ product: 'durable-genesys', dataDir: '', state: 'ready', host: '/', port: 1, pid: 1 },
};

/** Another program that holds a port and says these words to everybody; ended with the test, or by the function that it gives. */
async function strangerOn(port: number, words: string): Promise<() => Promise<unknown>> {
  const server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .resume()
      .end(words),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const leave = () => new Promise((resolve) => server.close(resolve));
  onTestFinished(() => void server.close());
  return leave;
}

const starterNames = Array.from({ length: 10 }, (_, index) => `starter ${index}`);
const namesIn = async ({ connection }: LocalDatabase): Promise<unknown[]> =>
  (await queryOnce(connection, 'select name from starters order by name')).map(({ name }) => name);

describe('ensureLocalDatabase', () => {
  let dataDir: string;
  let pids: number[];
  let names: unknown[];

  beforeAll(async () => {
    dataDir = await scratchDirectory();
    // What a process leaves that was killed while creating.
    await mkdir(join(dataDir, 'database.unfinished'));
    await writeFile(join(dataDir, 'database.unfinished', 'PG_VERSION'), '18\n');
    pids = await Promise.all(starterNames.map((name) => runStarter(dataDir, name)));
    const database = await ensureLocalDatabase({ dataDir });
    names = await namesIn(database);
    await endProcess(database.pid);
  }, 60_000);

  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('gives ten starters of an empty directory one owner, and keeps what each of them wrote', async () => {
    expect(new Set(pids).size).toBe(1);
    expect(names).toEqual(starterNames);
  });

  it('lets a second caller join a database that is still starting', async () => {
    const copy = await copyOf(dataDir);
    const first = ensure(copy);
    await eventually(
      'somebody holds the lock',
      async () => (await lockStateOf(lockAddressOf(copy))).kind === 'owned',
    );
    const lines: string[] = [];
    const second = await ensureLocalDatabase({ dataDir: copy, say: (line) => lines.push(line) });
    expect(second).toEqual(await first);
    expect(lines).toEqual([]);
  }, 20_000);

  it('ends the database after its last connection and starts it again with the data intact', async () => {
    const copy = await copyOf(dataDir);
    const first = await ensure(copy, 200);
    expect(await namesIn(first)).toEqual(starterNames);
    await endOfProcess(first.pid);
    const second = await ensure(copy);
    expect(second.pid).not.toBe(first.pid);
    expect(await namesIn(second)).toEqual(starterNames);
  }, 20_000);

  it('puts the socket among the temporary files when the path is too long for one', async () => {
    const { connection } = await ensure(
      await copyOf(dataDir, 'a-name-that-is-long-enough-to-matter-'.repeat(3)),
    );
    onTestFinished(() => rm(connection.host, { recursive: true, force: true }));
    expect(connection.host.startsWith(tmpdir())).toBe(true);
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700);
    expect(await queryOnce(connection, 'select $1::int + 1 as sum', [1])).toEqual([{ sum: 2 }]);
  }, 20_000);

  it('names the directory that is none', async () => {
    const dataDirOfAFile = join(dataDir, 'database.log');
    await expect(ensureLocalDatabase({ dataDir: dataDirOfAFile })).rejects.toThrow(
      `DATA_DIR ${dataDirOfAFile} can't be used`,
    );
  });

  it('passes over strangers on ports of its lock, and has one owner also when they have left', async () => {
    const copy = await copyOf(dataDir);
    const [first = 0, second = 0] = lockAddressOf(copy).ports;
    const leave = await Promise.all([
      strangerOn(first, 'HTTP/1.1 400 Bad Request\r\n\r\n'),
      strangerOn(second, ''),
    ]);
    const owner = await ensure(copy);
    for (const stranger of leave) await stranger();
    expect(await ensureLocalDatabase({ dataDir: copy })).toEqual(owner);
    const { ports, dataDirHash } = lockAddressOf(copy);
    const greet = (): Greeting => ({ ...GREETING, dataDir: dataDirHash });
    expect(await takeDirectoryLock({ address: { ports, dataDirHash }, greet })).toBe('taken');
    expect(await namesIn(owner)).toEqual(starterNames);
  }, 40_000);

  it('names the ports, the directory and the remedies when strangers hold the whole lock', async () => {
    const taken = await scratchDirectory();
    onTestFinished(() => rm(taken, { recursive: true, force: true }));
    const { ports } = lockAddressOf(taken);
    const [first = 0, second = 0, third = 0] = ports;
    await strangerOn(first, 'HTTP/1.1 400 Bad Request\r\n\r\n');
    await strangerOn(second, greetingLine({ ...GREETING, dataDir: 'other' }));
    await strangerOn(third, '');
    const failure = ensureLocalDatabase({ dataDir: taken });
    const holders = [
      `port ${first} (it answers otherwise)`,
      `port ${second} (the local database of another DATA_DIR)`,
      `port ${third} (it hangs up without a word)`,
    ];
    for (const said of [...holders, taken, 'another DATA_DIR, or set DATABASE_URL'])
      await expect(failure).rejects.toThrow(said);
  }, 20_000);

  it('fails with the end of the log when the directory can not be opened', async () => {
    const copy = await copyOf(dataDir);
    const control = await open(join(copy, 'database', 'global', 'pg_control'), 'r+');
    await control.truncate(0);
    await control.close();
    await expect(ensureLocalDatabase({ dataDir: copy })).rejects.toThrow(
      /did not start\.\n[^]*failed to start: /,
    );
  }, 40_000);
});
