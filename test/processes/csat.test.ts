import { DefaultLogger, Runtime } from '@temporalio/worker';
import { sampleCorrelation, sampleRankCorrelation } from 'simple-statistics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { FaultInput } from '../../simulator/faults/fault.js';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import type { SpeechTruth } from '../../simulator/speech/speech-truth.js';
import type { CsatInput, CsatResult } from '../../src/contracts/correlate-csat.js';
import { MS_PER_DAY, toUtc, type Interval } from '../../src/domain/interval.js';
import { csatResult, startCsat } from '../../src/index.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';

const RANGE = { min: 1, max: 5 };

/** Answered when the run asked, whatever is answered later. */
const answeredIn = (truth: readonly SpeechTruth[], nowMs: number) =>
  truth.filter(({ answeredAt }) => answeredAt !== null && Date.parse(answeredAt) <= nowMs);

const pairsOf = (truth: readonly SpeechTruth[], nowMs: number) =>
  answeredIn(truth, nowMs).flatMap(({ sentiment, csat }) =>
    sentiment === null || csat === null ? [] : [{ sentiment, csat }],
  );

describe('correlateCsat', () => {
  let world: ProcessWorld;
  let interval: Interval;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations: 6000, seed: 11 },
    });
    const { from, to } = world.simulator.organisation.period;
    // The last day is not settled yet.
    interval = { from, to: toUtc(Date.parse(to) - MS_PER_DAY) };
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.simulator.sinks.coaching.clear();
    world.simulator.speech.settings.set({});
    world.simulator.speech.surveySettings.set({});
  });
  afterEach(() => world.simulator.faults.clear());

  const run = async (options: Partial<CsatInput> = {}): Promise<CsatResult> => {
    const { workflowId } = await startCsat(world.client, {
      ...interval,
      modelId: MODEL_IDS.deployed,
      csatRange: RANGE,
      csatThreshold: 4,
      pushToCoaching: 'none',
      ...options,
    });
    return csatResult(world.client, workflowId);
  };
  const truth = (filter: { conversationIds?: readonly string[] } = {}) =>
    world.simulator.speech.truth({ ...interval, ...filter });

  /** Counts exactly; the correlations are those that another library finds. */
  function expectTruth(result: CsatResult, all: readonly SpeechTruth[], surveyed = all): void {
    const nowMs = Date.parse(world.simulator.clock.now());
    const pairs = pairsOf(all, nowMs);
    expect(result).toMatchObject({
      complete: true,
      coverage: {
        conversations: all.length,
        analysed: all.filter(({ sentiment }) => sentiment !== null).length,
        answered: answeredIn(all, nowMs).filter(({ csat }) => csat !== null).length,
      },
      correlation: { n: pairs.length },
      speech: { unique: all.reduce((sum, { agents }) => sum + agents.length, 0), malformed: 0 },
      surveys: { unique: answeredIn(surveyed, nowMs).length, malformed: 0 },
    });
    const sentiments = pairs.map(({ sentiment }) => sentiment);
    const answers = pairs.map(({ csat }) => csat);
    const { pearson, spearman } = result.correlation;
    expect(Math.abs((pearson.value ?? NaN) - sampleCorrelation(sentiments, answers))).toBeLessThan(1e-12);
    expect(pearson.low).toBeLessThan(pearson.value ?? NaN);
    if (new Set(answers).size === answers.length)
      expect(Math.abs((spearman.value ?? NaN) - sampleRankCorrelation(sentiments, answers))).toBeLessThan(
        1e-12,
      );
  }

  it('equals the truth, and its audit verifies', async () => {
    const result = await run();
    expectTruth(result, truth());
    const agreed = pairsOf(truth(), Date.parse(world.simulator.clock.now())).filter(
      ({ sentiment, csat }) => sentiment > 0.6 === csat >= 4,
    );
    expect(result.correlation.agreement.rate.value).toBe(agreed.length / result.correlation.n);
    expect(result.correlation.accuracyScore).toBe(result.correlation.agreement.rate.value);
    expect(await world.store.audit.verify([result.auditHead])).toMatchObject({ intact: true, findings: [] });
  });

  it('equals the truth where every answer differs, so that ranks have no ties', async () => {
    world.simulator.speech.settings.set({ severalAgentsShare: 0 });
    world.simulator.speech.surveySettings.set({ step: null, trueR: 0.7 });
    const result = await run({ slices: 7 });
    expectTruth(result, truth());
    expect(result.correlation.pearson.low ?? 1).toBeLessThan(0.7);
  });

  it('equals the truth of named conversations', async () => {
    const conversationIds = truth()
      .slice(100, 900)
      .map(({ conversationId }) => conversationId);
    expectTruth(await run({ conversationIds }), truth({ conversationIds }));
  });

  it('finds what answers without agents say', async () => {
    world.simulator.speech.settings.set({ groupBy: 'bare' });
    const result = await run();
    expectTruth(result, truth());
    expect(result.byAgent).toMatchObject({ groups: 0 });
  });

  it('counts by agent only whose answer it is, and by topic what was asked for', async () => {
    const topics = ['billing_inquiry', 'cancellation'];
    const result = await run({ groupBy: ['agent', 'topic'], topics });
    const asked = truth().filter(({ topic }) => topics.includes(topic));
    // Surveys know nothing of topics: all of them are read.
    expectTruth(result, asked, truth());
    const { runId } = (await world.store.runs.findLatest(await idOf(result))) ?? { runId: '' };
    const byTopic = await world.store.csat.groups(runId, 'topic', 10);
    const nowMs = Date.parse(world.simulator.clock.now());
    expect(Object.fromEntries(byTopic.map(({ group, n }) => [group, n]))).toEqual(
      Object.fromEntries(
        topics.map((topic) => [
          topic,
          pairsOf(
            asked.filter((one) => one.topic === topic),
            nowMs,
          ).length,
        ]),
      ),
    );
    const byAgent = await world.store.csat.groups(runId, 'agent', 1000);
    const ofOneAgent = asked.filter(({ agents }) => agents.length === 1);
    expect(byAgent.reduce((sum, { n }) => sum + n, 0)).toBe(pairsOf(ofOneAgent, nowMs).length);
  });

  it('hides the negative ones only when it is asked to, and then says nothing of agents', async () => {
    const result = await run({ filterAtSource: true });
    const parts = truth().flatMap(({ agents }) => agents);
    expect(result.speech.unique).toBe(
      parts.filter(({ sentiment }) => sentiment !== null && sentiment >= 0.6).length,
    );
    expect(result.byAgent).toEqual({ groups: null, reason: 'filteredAtSource' });
  });

  it('tells the coaching platform each answered part once', async () => {
    const first = await run({ pushToCoaching: 'answered' });
    const nowMs = Date.parse(world.simulator.clock.now());
    const wanted = answeredIn(truth(), nowMs).filter(
      ({ csat, agents }) => csat !== null && agents.length === 1,
    );
    expect(first.coaching).toMatchObject({ delivered: wanted.length, failed: 0, skipped: 0 });
    const effects = world.simulator.sinks.coaching.effects();
    expect(effects).toHaveLength(wanted.length);
    expect(effects.every(({ deliveries }) => deliveries === 1)).toBe(true);
    const second = await run({ pushToCoaching: 'answered', concurrency: 5 });
    expect(second.coaching).toMatchObject({ delivered: 0, skippedBecause: { unchanged: wanted.length } });
  });

  it.each<[string, FaultInput]>([
    [
      'a list of speech that moves',
      { where: 'speech', when: { requests: [3] }, what: { kind: 'shiftedOffset', rows: 7 } },
    ],
    ['surveys on a short page', { where: 'surveys', when: { requests: [2] }, what: { kind: 'shortPage' } }],
    ['too many requests', { where: 'speech', when: { every: 9 }, what: { kind: 'rateLimited', seconds: 1 } }],
    ['an outage', { where: 'surveys', when: { requests: [1, 2, 3] }, what: { kind: 'status', status: 503 } }],
  ])('equals the truth through %s', async (_, fault) => {
    world.simulator.faults.set([fault]);
    expectTruth(await run({ slices: 8 }), truth());
  });

  it.each([
    ['deprecated', MODEL_IDS.deprecated, 'ModelNotDeployed'],
    ['forbidden', MODEL_IDS.forbidden, 'Forbidden'],
    ['missing', '99999999-9999-4999-8999-999999999999', 'NotFound'],
  ])('fails for a model that is %s', async (_, modelId, type) => {
    await expect(run({ modelId })).rejects.toMatchObject({ cause: { type } });
  });

  const idOf = async (result: CsatResult): Promise<string> => {
    for await (const { workflowId } of world.client.workflow.list({
      query: 'WorkflowType = "correlateCsat"',
    })) {
      const found = await world.store.runs.findLatest(workflowId);
      if ((found?.result as CsatResult | null)?.auditHead.hash === result.auditHead.hash) return workflowId;
    }
    throw new Error('a result belongs to a run');
  };
});
