import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { connectTemporal } from '../../src/wiring/connect-temporal.js';
import { missingSearchAttributes, registerSearchAttributes } from '../../src/wiring/search-attributes.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';

const GENESYS = {
  GENESYS_BASE_URL: 'http://127.0.0.1:9',
  GENESYS_CLIENT_ID: 'a-client',
  GENESYS_CLIENT_SECRET: 'a-secret',
};

const YESTERDAY = JSON.stringify({ window: 'yesterday' });

// Each of these starts programs, several at a time, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

let world: LocalWorld;
beforeAll(async () => {
  world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'missing' });
});
afterAll(() => world.stop());

describe('a Temporal server without our search attributes', () => {
  it('sends the doctor, a list and a worker to setup, which is done once', async () => {
    const [doctor, list, worker] = await Promise.all([
      world.start('client', ['doctor'], GENESYS).ended,
      world.start('client', ['list']).ended,
      world.start('worker', [], GENESYS).ended,
    ]);
    expect(doctor.exitCode).toBe(1);
    expect(doctor.stdout).toMatch(/^FAIL {2}search attributes .*GenesysProcess.*`npm run client -- setup`$/m);
    expect({ exitCode: list.exitCode, stdout: list.stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(list.stderr).toContain('`npm run client -- setup`');
    expect(worker.exitCode).toBe(3);
    expect(worker.stderr).toContain('`npm run client -- setup`');

    const plan = await world.start('client', ['setup', '--dry-run']).ended;
    expect(plan.stdout).toMatch(/^search attributes: would add GenesysProcess, /);
    const first = await world.start('client', ['setup']).ended;
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toMatch(
      /^search attributes: added GenesysProcess, GenesysStage, GenesysConversationId$/m,
    );
    const second = await world.start('client', ['setup']).ended;
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toBe('search attributes: already there\nstore schema: already there\n');
  });
});

describe('a Temporal server without a worker', () => {
  beforeAll(async () => {
    const temporal = await connectTemporal(loadConfig({ TEMPORAL_ADDRESS: world.temporalAddress }));
    await registerSearchAttributes(temporal, await missingSearchAttributes(temporal));
    await temporal.connection.close();
  });

  it.concurrent('refuses a start at once with exit code 3, naming the queues that nobody polls', async () => {
    const start = world.start('client', ['start', 'sentiment', '--wait', '--input', '-'], {}, YESTERDAY);
    const { exitCode, stdout, stderr } = await start.ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(
      /no worker polls durable-genesys, genesys-api, genesys-api-live at 127\.0\.0\.1:\d+; .*npm start/,
    );
  });

  it.concurrent('refuses a turn at once, which would wait for one', async () => {
    const { exitCode, stdout, stderr } = await world.start('client', ['turn', 'order-1', '--text', 'hi'])
      .ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/no worker polls durable-genesys/);
  });

  it.concurrent('refuses a retry at once, which would wait for one', async () => {
    const { exitCode, stdout, stderr } = await world.start('client', ['deliveries', 'retry']).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/no worker polls durable-genesys/);
  });

  it.concurrent('lists no runs where there are none', async () => {
    const { exitCode, stdout, stderr } = await world.start('client', ['list']).ended;
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: 'no runs yet\n' });
  });

  it.concurrent.each(['status', 'result', 'cancel'])('refuses the %s of an unknown run', async (command) => {
    const { exitCode, stdout, stderr } = await world.start('client', [command, 'sentiment/unknown']).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('workflowId: "sentiment/unknown" is not known');
  });
});
