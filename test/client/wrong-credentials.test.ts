import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';
import { untilWorkerRuns } from './support/until-worker-runs.js';

const WRONG_SECRET = 'not-the-secret-of-this-client';

// A run that was retried for ever would not end in time; the rest is room for machines that have other work.
vi.setConfig({ testTimeout: 60_000 });

describe('a run with wrong credentials', () => {
  let world: LocalWorld;
  let simulator: Simulator;
  let genesys: Record<string, string>;
  beforeAll(async () => {
    world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
    simulator = await createSimulator({ conversations: 10 });
    genesys = {
      GENESYS_BASE_URL: simulator.url,
      GENESYS_CLIENT_ID: simulator.credentials.clientId,
      GENESYS_CLIENT_SECRET: WRONG_SECRET,
    };
    await untilWorkerRuns(world.start('worker', [], genesys), world.temporalAddress);
  });
  afterAll(async () => {
    await world.stop();
    await simulator.close();
  });

  it('fails within seconds as Unauthorized with the remedy, and the last line on stdout says so', async () => {
    const args = ['start', 'sentiment', '--wait', '--input', '-'];
    const { exitCode, stdout, stderr } = await world.start('client', args, {}, '{"window":"yesterday"}')
      .ended;
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual({
      workflowId: expect.stringMatching(/^sentiment\//) as string,
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      status: 'failed',
      failure: {
        type: 'Unauthorized',
        message: expect.stringContaining('check GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET') as string,
      },
    });
    expect(stdout + stderr).not.toContain(WRONG_SECRET);
  });

  it('is what the doctor finds beforehand', async () => {
    const { exitCode, stdout } = await world.start('client', ['doctor'], genesys).ended;
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAIL {2}genesys token .*check GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET/m);
    expect(stdout.match(/^FAIL/gm)).toHaveLength(1);
  });
});
