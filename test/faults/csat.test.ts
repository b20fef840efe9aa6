import { randomUUID } from 'node:crypto';
import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { FaultInput } from '../../simulator/faults/fault.js';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import type { CsatIncompleteReason } from '../../src/domain/csat-completeness.js';
import type { FailureType } from '../../src/domain/failure-type.js';
import { MS_PER_DAY, toUtc, type Interval } from '../../src/domain/interval.js';
import { csatResult, startCsat } from '../../src/index.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';

type Case = {
  readonly where: 'models' | 'speech' | 'surveys';
  readonly what: FaultInput['what'];
  /** The first and the fourth request when left out. */
  readonly when?: FaultInput['when'];
  /** Why the result may not vouch for itself; complete when left out. */
  readonly because?: readonly CsatIncompleteReason[];
  /** Whether the rows that are read say something else than is true. */
  readonly odd?: true;
  readonly failure?: FailureType;
};

const SOME = { requests: [1, 4] };
const EVERY = { every: 1 };

const CASES: readonly Case[] = [
  { where: 'models', what: { kind: 'status', status: 503 } },
  { where: 'models', what: { kind: 'dropped', effect: 'after' } },
  { where: 'models', what: { kind: 'status', status: 412 }, failure: 'InvalidRequest' },
  { where: 'models', what: { kind: 'wrongShape' }, failure: 'UnexpectedResponse' },
  { where: 'speech', what: { kind: 'rateLimited', retryAfter: 'seconds' } },
  { where: 'surveys', what: { kind: 'rateLimited', retryAfter: 'absent', sentence: true } },
  { where: 'speech', what: { kind: 'status', status: 500, body: 'html' } },
  { where: 'surveys', what: { kind: 'status', status: 503, effect: 'after' } },
  { where: 'speech', what: { kind: 'status', status: 408, body: 'empty' } },
  { where: 'surveys', what: { kind: 'dropped', effect: 'before' } },
  { where: 'speech', what: { kind: 'dropped', effect: 'after' } },
  { where: 'surveys', what: { kind: 'hang', effect: 'before', forMs: 300 } },
  { where: 'speech', what: { kind: 'truncated', announced: 'whole' } },
  { where: 'surveys', what: { kind: 'malformed', body: 'html' } },
  { where: 'speech', what: { kind: 'slowBody', pieces: 6, everyMs: 20 } },
  { where: 'speech', what: { kind: 'tokenExpired' }, when: { requests: [3] } },
  { where: 'speech', what: { kind: 'shiftedOffset', rows: 7 }, when: { requests: [2, 5] } },
  { where: 'surveys', what: { kind: 'shiftedOffset', rows: -4 }, when: { requests: [3] } },
  { where: 'speech', what: { kind: 'shortPage', rows: 30 }, when: { requests: [1, 3] } },
  { where: 'surveys', what: { kind: 'shortPage' } },
  { where: 'speech', what: { kind: 'oddRows', change: 'withoutScore' }, when: EVERY, odd: true },
  { where: 'speech', what: { kind: 'oddRows', change: 'scoreOutOfRange' }, when: EVERY, odd: true },
  { where: 'surveys', what: { kind: 'oddRows', change: 'withoutScore' }, when: EVERY, odd: true },
  { where: 'surveys', what: { kind: 'oddRows', change: 'scoreOutOfRange' }, when: EVERY, odd: true },
  {
    ...{ where: 'speech', what: { kind: 'oddRows', change: 'withoutMetrics', share: 0.05 } },
    ...{ when: EVERY, because: ['malformed'], odd: true },
  },
  {
    ...{ where: 'surveys', what: { kind: 'oddRows', change: 'scoreAsText', share: 0.05 } },
    ...{ when: EVERY, because: ['malformed'], odd: true },
  },
  {
    ...{ where: 'surveys', what: { kind: 'oddRows', change: 'withoutId', share: 0.9 } },
    ...{ when: EVERY, failure: 'UnexpectedResponse' },
  },
  {
    ...{ where: 'speech', what: { kind: 'wrongTotal', change: 'higher' } },
    ...{ when: EVERY, because: ['countMismatch'] },
  },
  {
    ...{ where: 'surveys', what: { kind: 'wrongTotal', change: 'lower' } },
    ...{ when: EVERY, because: ['countMismatch'] },
  },
  {
    ...{ where: 'speech', what: { kind: 'wrongTotal', change: 'absent' } },
    ...{ when: EVERY, because: ['totalNotReported'] },
  },
  { where: 'surveys', what: { kind: 'wrongTotal', change: 'higher' }, when: { requests: [3] } },
  { where: 'speech', what: { kind: 'wrongShape' }, failure: 'UnexpectedResponse' },
  { where: 'surveys', what: { kind: 'status', status: 400 }, failure: 'InvalidRequest' },
  { where: 'speech', what: { kind: 'status', status: 403 }, failure: 'Forbidden' },
  { where: 'speech', what: { kind: 'status', status: 412 }, failure: 'ModelUnavailable' },
  { where: 'surveys', what: { kind: 'status', status: 401 }, when: EVERY, failure: 'Unauthorized' },
];

const nameOf = ({ where, what: { kind, ...settings } }: Case) =>
  [where, kind, ...Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`)].join(' ');

let world: ProcessWorld;
let interval: Interval;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  world = await createProcessWorld({
    temporalCli: inject('temporalCli'),
    workflowBundle: inject('workflowBundle'),
    databaseTemplate: inject('databaseTemplate'),
    simulator: { conversations: 900, seed: 5 },
  });
  const { from, to } = world.simulator.organisation.period;
  interval = { from, to: toUtc(Date.parse(to) - MS_PER_DAY) };
  // Enough surveys for pages, all of them answered by now.
  world.simulator.speech.surveySettings.set({ answeredShare: 0.8, answeredAfterMs: [0], spreadMs: 0 });
}, 60_000);
afterAll(async () => {
  world.simulator.faults.clear();
  await world.close();
});
beforeEach(() => world.simulator.sinks.coaching.clear());

async function outcomeOf() {
  const { workflowId } = await startCsat(
    world.client,
    {
      ...{ ...interval, modelId: MODEL_IDS.deployed, csatRange: { min: 1, max: 5 }, csatThreshold: 4 },
      ...{ slices: 2, concurrency: 2 },
    },
    { workflowId: `csat/${randomUUID()}` },
  );
  try {
    return { result: await csatResult(world.client, workflowId), failure: null };
  } catch (error) {
    const cause = error instanceof WorkflowFailedError ? error.cause : error;
    return { result: null, failure: cause instanceof ApplicationFailure ? cause.type : String(cause) };
  }
}

it.each(CASES.map((one) => ({ ...one, name: nameOf(one) })))(
  'a run of csat ends as stated under: $name',
  async ({ where, what, when = SOME, because = [], odd = false, failure = null }) => {
    world.simulator.faults.set([{ where, when: where === 'models' ? { first: 1 } : when, what }]);
    const { result, ...outcome } = await outcomeOf();
    const [fault] = world.simulator.faults.report().faults;
    world.simulator.faults.clear();
    expect(fault?.fired).toBeGreaterThan(0);
    expect(outcome.failure).toBe(failure);
    if (!result) {
      expect(world.simulator.sinks.coaching.effects()).toEqual([]);
      return;
    }
    expect(result.incompleteBecause).toEqual(because);
    const truth = world.simulator.speech.truth(interval);
    const parts = truth.flatMap(({ agents }) => agents);
    const answered = truth.filter(({ csat }) => csat !== null);
    const pairs = answered.filter(({ sentiment }) => sentiment !== null);
    if (odd) {
      // What could not be read is counted; what was read and says nothing makes no pair.
      const { speech, surveys, correlation } = result;
      expect(speech.unique + speech.malformed).toBe(parts.length);
      expect(surveys.unique + surveys.malformed).toBe(
        truth.filter(({ answeredAt }) => answeredAt !== null).length,
      );
      expect(correlation.n).toBeLessThan(pairs.length);
      expect(correlation.n).toBeGreaterThan(pairs.length / 2);
      return;
    }
    expect(result).toMatchObject({
      coverage: { conversations: truth.length, answered: answered.length },
      correlation: { n: pairs.length },
      speech: { unique: parts.length, malformed: 0 },
    });
  },
  60_000,
);

it('leaves an audit that verifies, after all of that', async () => {
  expect(await world.store.audit.verify([])).toMatchObject({ intact: true, findings: [] });
});
