import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import { WEBHOOK_PATHS } from '../../src/domain/names.js';
import { MS_PER_DAY, toUtc } from '../../src/domain/interval.js';
import { startCsat } from '../../src/index.js';
import { csatProgressQuery } from '../../src/workflows/messages.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';

const SOON = { timeout: 15_000, interval: 50 };
const BEARER = 'a webhook bearer for tests';

describe('a webhook of speech analytics', () => {
  let world: ProcessWorld;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations: 300, seed: 11, webhookRetryDelaysMs: [] },
      ingress: true,
    });
  }, 60_000);
  afterAll(() => world.close());

  const post = async (interactionId: string, { event, bearer }: { event: string; bearer: string }) => {
    const { status } = await fetch(`${world.ingress.url ?? ''}${WEBHOOK_PATHS.speech}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ event, interactionId, speechAnalyticsModelId: MODEL_IDS.deployed }),
    });
    return status;
  };
  const pending = () =>
    world.store.inbox.pending({ topic: 'speech', limit: 9, receivedBefore: toUtc(Date.now() + MS_PER_DAY) });

  it('tells a run that waits of a changed conversation that it has counted, and of nothing else', async () => {
    const { from, to } = world.simulator.organisation.period;
    const interval = { from, to: toUtc(Date.parse(to) - MS_PER_DAY) };
    const { workflowId } = await startCsat(world.client, {
      ...{ ...interval, modelId: MODEL_IDS.deployed, csatRange: { min: 1, max: 5 }, csatThreshold: 4 },
      ...{ slices: 1, pushToCoaching: 'none' },
      waitForSurveys: { until: toUtc(Date.now() + MS_PER_DAY) },
    });
    const handle = world.client.workflow.getHandle(workflowId);
    const signals = async () =>
      ((await handle.fetchHistory()).events ?? []).flatMap(
        ({ workflowExecutionSignaledEventAttributes: told }) => told?.signalName ?? [],
      );
    await expect.poll(async () => (await handle.query(csatProgressQuery)).stage, SOON).toBe('waiting');
    const [first, second] = world.simulator.speech.truth(interval).filter(({ csat }) => csat !== null);
    if (!first || !second) throw new Error('some conversations of the simulator have surveys');

    // Our own query was completed and the webhook told us; that is no news, nor is what somebody else says.
    expect(world.simulator.speech.webhooks.counts()).toMatchObject({ events: 1, delivered: 1, refused: 0 });
    const updated = 'speechanalytics:insight:updated';
    const stranger = '99999999-9999-4999-8999-999999999999';
    expect(await post(first.conversationId, { event: updated, bearer: 'a guess' })).toBe(401);
    expect(await post(first.conversationId, { event: 'analytics:query:completed', bearer: BEARER })).toBe(
      202,
    );
    expect(await post(stranger, { event: updated, bearer: BEARER })).toBe(202);
    await expect.poll(async () => (await pending()).length, SOON).toBe(0);
    expect(await signals()).toEqual([]);

    await world.simulator.speech.updateInsight(first.conversationId, { sentiment: 1 });
    await world.simulator.speech.updateInsight(second.conversationId, { sentiment: -1 });
    await expect.poll(signals, SOON).toEqual(['insightUpdated', 'insightUpdated']);
    await handle.cancel();
  }, 60_000);
});
