import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { FAULT_CASES } from './fault-cases.js';
import { createFaultWorld, type FaultWorld } from './fault-world.js';
import { complaintsAboutProcess } from './judge-process.js';
import { runProcess } from './run-process.js';

/**
 * What is done to a page of the documents' form, and means nothing for another; and so few requests a minute that the more requests
 * of a day here would wait for many of them.
 */
const OF_THE_DOCUMENTS = ['repeatedPageToken', 'duplicates', 'oddEntities', 'wrongTotal', 'minuteLimit'];

const CASES = FAULT_CASES.filter(
  ({ short, faults }) => short && faults.every(({ what }) => !OF_THE_DOCUMENTS.includes(what.kind)),
);

let world: FaultWorld;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  world = await createFaultWorld({
    temporalCli: inject('temporalCli'),
    workflowBundle: inject('workflowBundle'),
    databaseTemplate: inject('databaseTemplate'),
    days: CASES.length,
    profile: 'platform',
  });
  world.simulator.platform.settings.set({ analysis: 'atOnce' });
});
afterAll(() => world.close());

it.each(CASES.map((faultCase, day) => ({ ...faultCase, day })))(
  'on the published API the sentiment process ends as stated under: $name',
  async ({ day, ...faultCase }) => {
    const end = await runProcess(world, faultCase, day);
    expect(complaintsAboutProcess(world.simulator.organisation, faultCase, end)).toEqual([]);
  },
);

it('leaves an audit that verifies, after all of that', async () => {
  expect(await world.store.audit.verify([])).toMatchObject({ intact: true, findings: [] });
});
