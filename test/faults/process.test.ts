import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { FAULT_CASES } from './fault-cases.js';
import { createFaultWorld, type FaultWorld } from './fault-world.js';
import { complaintsAboutProcess } from './judge-process.js';
import { runProcess } from './run-process.js';

const CASES = FAULT_CASES.filter(({ short }) => short);

let world: FaultWorld;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  world = await createFaultWorld({
    temporalCli: inject('temporalCli'),
    workflowBundle: inject('workflowBundle'),
    databaseTemplate: inject('databaseTemplate'),
    days: CASES.length,
  });
});
afterAll(() => world.close());

it.each(CASES.map((faultCase, day) => ({ ...faultCase, day })))(
  'the sentiment process ends as stated under: $name',
  async ({ day, ...faultCase }) => {
    const end = await runProcess(world, faultCase, day);
    expect(complaintsAboutProcess(world.simulator.organisation, faultCase, end)).toEqual([]);
  },
);

it('leaves an audit that verifies, after all of that', async () => {
  expect(await world.store.audit.verify([])).toMatchObject({ intact: true, findings: [] });
});
