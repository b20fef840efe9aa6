import { randomUUID } from 'node:crypto';
import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { FaultInput } from '../../simulator/faults/fault.js';
import type { FailureType } from '../../src/domain/failure-type.js';
import type { InsightIncompleteReason } from '../../src/domain/insight-completeness.js';
import type { InsightsUpdate } from '../../src/domain/insights-update.js';
import { insightsResult, startInsights } from '../../src/index.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';
import { expectedInsights } from '../support/true-insights.js';

type Case = {
  readonly what: FaultInput['what'];
  /** The second and the fifth request when left out. */
  readonly when?: FaultInput['when'];
  /** Why the result may not vouch for itself; complete when left out. */
  readonly because?: InsightIncompleteReason;
  /** How many conversations have no insights because of it. */
  readonly unread?: number;
  readonly failure?: FailureType;
};

const SOME = { requests: [2, 5] };
const EVERY = { every: 1 };

const CASES: readonly Case[] = [
  { what: { kind: 'rateLimited', retryAfter: 'seconds' } },
  { what: { kind: 'rateLimited', retryAfter: 'absent', sentence: true } },
  { what: { kind: 'status', status: 500, body: 'html' } },
  { what: { kind: 'status', status: 503, effect: 'after' } },
  { what: { kind: 'status', status: 408, body: 'empty' } },
  { what: { kind: 'dropped', effect: 'before' } },
  { what: { kind: 'dropped', effect: 'after' } },
  { what: { kind: 'hang', effect: 'before', forMs: 300 } },
  { what: { kind: 'truncated', announced: 'whole' } },
  { what: { kind: 'malformed', body: 'html' } },
  { what: { kind: 'slowBody', pieces: 6, everyMs: 20 } },
  { what: { kind: 'tokenExpired' }, when: { requests: [3] } },
  { what: { kind: 'duplicates', entities: 2 }, when: EVERY },
  { what: { kind: 'status', status: 403 }, because: 'forbidden', unread: 2 },
  { what: { kind: 'status', status: 404 }, because: 'notFound', unread: 2 },
  { what: { kind: 'wrongShape' }, because: 'unexpectedResponse', unread: 2 },
  { what: { kind: 'repeatedPageToken' }, when: EVERY, because: 'repeatedPageToken' },
  { what: { kind: 'wrongTotal', change: 'higher' }, when: EVERY, because: 'countMismatch' },
  { what: { kind: 'wrongTotal', change: 'lower' }, when: EVERY, because: 'countMismatch' },
  { what: { kind: 'wrongTotal', change: 'absent' }, when: EVERY, because: 'totalNotReported' },
  { what: { kind: 'status', status: 400 }, failure: 'InvalidRequest' },
  { what: { kind: 'status', status: 401 }, when: EVERY, failure: 'Unauthorized' },
];

const nameOf = ({ what: { kind, ...settings } }: Case) =>
  [kind, ...Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`)].join(' ');

let world: ProcessWorld;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  world = await createProcessWorld({
    temporalCli: inject('temporalCli'),
    workflowBundle: inject('workflowBundle'),
    databaseTemplate: inject('databaseTemplate'),
    simulator: { conversations: 300, seed: 5 },
  });
}, 60_000);
afterAll(async () => {
  world.simulator.faults.clear();
  await world.close();
});
beforeEach(() => {
  world.simulator.sinks.crm.clear();
  // Three pages of each conversation: what happens to one must not cost another.
  world.simulator.insights.setting.set({
    shares: { stale: 0.2 },
    conversations: { forbidden: 0, notFound: 0 },
    perConversation: { min: 5, max: 6 },
  });
});

let taken = 0;
const someConversations = (count: number) =>
  Array.from({ length: count }, () => world.simulator.organisation.conversations.idAt(taken++));

async function outcomeOf(conversationIds: string[]) {
  const { workflowId, runId } = await startInsights(
    world.client,
    { conversationIds, confidenceThreshold: 0, pageSize: 2, concurrency: 4 },
    { workflowId: `insights/${randomUUID()}` },
  );
  try {
    return { runId, result: await insightsResult(world.client, workflowId), failure: null };
  } catch (error) {
    const cause = error instanceof WorkflowFailedError ? error.cause : error;
    return { runId, result: null, failure: cause instanceof ApplicationFailure ? cause.type : String(cause) };
  }
}

it.each(CASES.map((one) => ({ ...one, name: nameOf(one) })))(
  'a run of insights ends as stated under: $name',
  async ({ what, when = SOME, because, unread = 0, failure = null }) => {
    const conversationIds = someConversations(8);
    const expected = expectedInsights(world.simulator.insights.truth({ conversationIds }));
    world.simulator.faults.set([{ where: 'insights', when, what }]);
    const outcome = await outcomeOf(conversationIds);
    const [fault] = world.simulator.faults.report().faults;
    world.simulator.faults.clear();
    expect(fault?.fired).toBeGreaterThan(0);
    expect(outcome.failure).toBe(failure);
    const effects = world.simulator.sinks.crm.effects().map(({ body }) => body as InsightsUpdate);
    const { result } = outcome;
    if (!result) {
      expect(effects).toEqual([]);
      return;
    }
    expect(result.incompleteBecause).toEqual(because ? [because] : []);
    expect(result.complete).toBe(!because);
    expect(result.conversations).toMatchObject({ total: 8, read: 8 - unread });

    // Whatever happened, nothing is invented, nothing is told twice, and all that was read is told.
    const passed = new Map(
      expected.map(({ conversationId, insights }) => [
        conversationId,
        insights.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id),
      ]),
    );
    const told = effects.flatMap(({ insights }) => insights.map(({ id }) => id));
    expect(new Set(told).size).toBe(told.length);
    expect(told).toHaveLength(result.insights.passed);
    for (const { conversationId, insights } of effects)
      expect(passed.get(conversationId)).toEqual(expect.arrayContaining(insights.map(({ id }) => id)));
    const isWhole = unread === 0 && because !== 'repeatedPageToken';
    if (isWhole) expect(told).toHaveLength([...passed.values()].flat().length);
    else expect(told.length).toBeLessThan([...passed.values()].flat().length);
  },
  60_000,
);

it('leaves an audit that verifies, after all of that', async () => {
  expect(await world.store.audit.verify([])).toMatchObject({ intact: true, findings: [] });
});
