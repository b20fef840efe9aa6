import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { Secret } from '../../src/domain/secret.js';
import { createStore } from '../../src/store/index.js';
import { closedPort } from './support/closed-port.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';

const GENESYS = {
  GENESYS_BASE_URL: 'http://127.0.0.1:9',
  GENESYS_CLIENT_ID: 'a-client',
  GENESYS_CLIENT_SECRET: 'a-secret',
};

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

// Each of these starts programs, several at a time, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

let world: LocalWorld;
beforeAll(async () => {
  world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
});
afterAll(() => world.stop());

describe('the worker', () => {
  async function expectRefusal(variables: Record<string, string>, exitCode: number, said: RegExp) {
    const ended = await world.start('worker', [], variables).ended;
    expect({ exitCode: ended.exitCode, stdout: ended.stdout }).toEqual({ exitCode, stdout: '' });
    expect(ended.stderr).toMatch(said);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  }

  it.concurrent('refuses to start without the variables of Genesys, naming each', async () => {
    await expectRefusal(
      {},
      2,
      /^GENESYS_BASE_URL: is required \(or GENESYS_REGION\)\nGENESYS_CLIENT_ID: is required\nGENESYS_CLIENT_SECRET: is required\n$/,
    );
  });

  it.concurrent('refuses a region that there is not, and says which there are', async () => {
    const region = { ...GENESYS, GENESYS_BASE_URL: '', GENESYS_REGION: 'us.genesyscloud.com' };
    await expectRefusal(region, 2, /^GENESYS_REGION: is no region of Genesys Cloud; there are us_east_1 /);
  });

  it.concurrent('ends with exit code 3 when Temporal is down, naming the address', async () => {
    const nobody = await closedPort();
    await expectRefusal(
      { ...GENESYS, TEMPORAL_ADDRESS: nobody },
      3,
      new RegExp(`does not answer at ${nobody}`),
    );
  });

  it.concurrent('ends with exit code 3 in a namespace that is not there', async () => {
    await expectRefusal(
      { ...GENESYS, TEMPORAL_NAMESPACE: 'nowhere' },
      3,
      /nowhere.*check TEMPORAL_NAMESPACE/,
    );
  });

  it.concurrent('serves its health while it runs, and ends with exit code 0 on SIGTERM', async () => {
    const healthPort = (await closedPort()).split(':')[1] ?? '';
    const worker = world.start('worker', [], { ...GENESYS, HEALTH_PORT: healthPort });
    await vi.waitFor(() => expect(worker.said()).toContain('worker is running'), { timeout: 60_000 });
    const url = `http://127.0.0.1:${healthPort}`;
    await vi.waitFor(async () => expect(await statusOf(`${url}/healthz`)).toBe(200), { timeout: 5_000 });
    expect(await statusOf(`${url}/readyz`)).toBe(200);
    expect(await statusOf(`${url}/else`)).toBe(404);
    worker.signal('SIGTERM');
    const { exitCode, stderr } = await worker.ended;
    expect(exitCode).toBe(0);
    expect(stderr).toContain('worker has stopped');
    expect(stderr).not.toContain('a-secret');
  });

  it.concurrent('ends when its health port is taken, and does not stay behind without work', async () => {
    const taken = createServer();
    await once(taken.listen(0), 'listening');
    const { port } = taken.address() as AddressInfo;
    await expectRefusal(
      { ...GENESYS, HEALTH_PORT: String(port) },
      2,
      /HEALTH_PORT: \d+ can't be used \(EADDRINUSE\)/,
    );
    taken.close();
  });
});

describe('a store that a later program has migrated', () => {
  it('lets neither worker nor client in: exit code 3, and what to run', async () => {
    const address = await world.database();
    const store = createStore(address, new Secret('an audit key for tests, 32 characters'));
    await store.migrate();
    await store.close();
    const database = new pg.Client(address);
    await database.connect();
    await database.query(`insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')`);
    await database.end();
    const [worker, client] = await Promise.all([
      world.start('worker', [], GENESYS).ended,
      world.start('client', ['audit', 'verify']).ended,
    ]);
    for (const { exitCode, stdout, stderr } of [worker, client]) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
      expect(stderr).toContain("the store's schema is newer than this program");
    }
  });
});
