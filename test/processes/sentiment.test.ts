import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { SentimentInput, SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import { sentimentResult, startSentiment } from '../../src/index.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';

type Filter = { readonly languages?: string[]; readonly conversationIds?: string[] };

/** The result against what the simulator, which knows nothing of our code, says of its own organisation. */
function expectTruth(result: SentimentResult, world: ProcessWorld, filter: Filter = {}): void {
  const truth = world.simulator.organisation.groundTruth({
    ...world.simulator.organisation.period,
    ...filter,
  });
  expect(result.counts).toEqual({
    reported: truth.conversations,
    fetched: truth.conversations,
    unique: truth.conversations,
    scored: truth.scored,
    unscored: truth.unscored,
    invalid: 0,
    positive: truth.positive,
    neutral: truth.neutral,
    negative: truth.negative,
    unknown: 0,
    duplicates: 0,
    outside: 0,
  });
  expect(result.actionRequired).toBe(truth.actionRequired);
  expect(Math.abs((result.meanScore ?? NaN) - (truth.meanScore ?? NaN))).toBeLessThan(1e-9);
  expect(Math.abs((result.meanNormalizedScore ?? NaN) - (truth.meanNormalizedScore ?? NaN))).toBeLessThan(
    1e-9,
  );
  expect(result).toMatchObject({ complete: true, incompleteBecause: [] });
}

describe.each([5_000, 50_000])('analyzeSentiment over %i conversations', (conversations) => {
  let world: ProcessWorld;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations, seed: 7 },
    });
  });
  afterAll(() => world.close());
  beforeEach(() => world.simulator.sinks.coaching.clear());

  const run = async (options: Partial<SentimentInput> = {}): Promise<SentimentResult> => {
    const input = { ...world.simulator.organisation.period, ...options };
    const { workflowId } = await startSentiment(world.client, input);
    return sentimentResult(world.client, workflowId);
  };

  it('equals the truth, tells the coaching platform once, and leaves an audit that verifies', async () => {
    const first = await run();
    expectTruth(first, world);
    expect(first.coaching).toEqual({
      delivered: first.actionRequired,
      failed: 0,
      skipped: 0,
      skippedBecause: {},
    });
    const effects = world.simulator.sinks.coaching.effects();
    expect(effects).toHaveLength(first.actionRequired);
    expect(effects.every(({ deliveries }) => deliveries === 1)).toBe(true);
    expect(await world.store.audit.verify([first.auditHead])).toMatchObject({ intact: true, findings: [] });

    world.simulator.sinks.coaching.clear();
    const second = await run();
    expectTruth(second, world);
    expect(second.coaching).toEqual({
      delivered: 0,
      failed: 0,
      skipped: first.actionRequired,
      skippedBecause: { unchanged: first.actionRequired },
    });
    expect(world.simulator.sinks.coaching.effects()).toEqual([]);
    expect(second.auditHead.count).toBe(first.auditHead.count + 1);
    expect(await world.store.audit.verify([first.auditHead, second.auditHead])).toMatchObject({
      intact: true,
    });
  }, 120_000);

  it('equals the truth of a language, and of single conversations', async () => {
    const languages = ['de', 'en-US'];
    expectTruth(await run({ languages, pushToCoaching: 'none' }), world, { languages });
    const conversationIds = [3, 500, 4_321].map((index) =>
      world.simulator.organisation.conversations.idAt(index),
    );
    const few = await run({ conversationIds, pushToCoaching: 'none' });
    expectTruth(few, world, { conversationIds });
    expect(few.counts.unique).toBe(3);
  }, 120_000);
});

describe('analyzeSentiment at the edges', () => {
  let world: ProcessWorld;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations: 500, seed: 3 },
    });
  });
  afterAll(() => world.close());

  const run = async (options: Partial<SentimentInput> = {}): Promise<SentimentResult> => {
    const input = { ...world.simulator.organisation.period, ...options };
    const { workflowId } = await startSentiment(world.client, input);
    return sentimentResult(world.client, workflowId);
  };

  it('completes without figures where nothing is found', async () => {
    const result = await run({ conversationIds: ['00000000-0000-4000-8000-000000000000'] });
    expect(result).toMatchObject({
      counts: { reported: 0, unique: 0, scored: 0 },
      meanScore: null,
      meanNormalizedScore: null,
      shareNegative: null,
      confidenceInterval: { low: null, high: null, reason: 'fewerThan30Scored' },
      polarityShift: 'stable',
      complete: true,
    });
  });

  it('completes without vouching where a language has no model', async () => {
    expect(await run({ languages: ['xx'] })).toMatchObject({
      complete: false,
      incompleteBecause: ['modelUnavailable'],
    });
  });

  it('pushes everything that is scored when it shall, in the body of the document', async () => {
    const result = await run({ pushToCoaching: 'all' });
    const effects = world.simulator.sinks.coaching.effects();
    expect(effects).toHaveLength(result.counts.scored);
    const body = effects[0]?.body as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual([
      'action_required',
      'agent_interaction',
      'polarity',
      'quality_score',
      'timestamp',
    ]);
    const truth = world.simulator.organisation.find(String(body.agent_interaction));
    expect(body.quality_score).toBe(((Number(truth?.sentiment?.score) + 1) / 2) * 100);
    expect(body.timestamp).toBe(result.startedAt);
  });
});
