import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { createDeliverAgain, type DeliveredAgain } from '../../src/activities/deliver-again.js';
import { DeliveriesPendingError } from '../../src/activities/deliveries-pending-error.js';
import type { Receipt } from '../../src/gateways/sinks/sink.js';
import type { AttemptOutcome } from '../../src/store/deliveries.js';
import type { ListedDelivery } from '../../src/store/failed-deliveries.js';
import { redeliveryCounts } from '../support/redelivery-fakes.js';

type Answers = Readonly<Record<string, Receipt | ListedDelivery['skippedBecause']>>;

/** A CRM that answers by key, over failed deliveries of which some are passed over when they are asked for. */
function crmThat(answers: Answers) {
  const sent: string[] = [];
  const recorded: AttemptOutcome[] = [];
  const deliver = createDeliverAgain({
    sinks: {
      coaching: null,
      crm: {
        probe: () => Promise.resolve('there'),
        send({ key }) {
          sent.push(key);
          return Promise.resolve(answers[key] as Receipt);
        },
      },
    },
    redeliveries: {
      startAttempts: (_runId, { after }) =>
        Promise.resolve(
          after === ''
            ? { deliveries: Object.keys(answers).map((key) => ({ key, body: '{}' })), last: 'z' }
            : { deliveries: [], last: null },
        ),
      skipReason: (key) => Promise.resolve(typeof answers[key] === 'string' ? answers[key] : null),
      recordAttempts(_runId, outcomes) {
        recorded.push(...outcomes);
        return Promise.resolve();
      },
      counts: () => Promise.resolve(redeliveryCounts({ pending: 1 })),
    },
    now: () => new Date('2026-11-20T10:00:00Z'),
  });
  const run = (sink: 'crm' | 'coaching'): Promise<DeliveredAgain> =>
    new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(deliver, {
      ...{ runId: 'run-1', sink, after: '' },
    });
  return { sent, recorded, run };
}

const DELIVERED: Receipt = { outcome: 'delivered', receipt: 'HTTP 201' };

it('sends what has failed, and records every receipt', async () => {
  const crm = crmThat({ a: DELIVERED, b: { outcome: 'refused', reason: 'HTTP 422' } });
  expect(await crm.run('crm')).toEqual({ next: null, counts: redeliveryCounts({ pending: 1 }) });
  expect(crm.recorded).toEqual([
    { key: 'a', status: 'delivered', receipt: 'HTTP 201' },
    { key: 'b', status: 'failed', receipt: 'HTTP 422' },
  ]);
});

it('asks right before it sends: what was superseded or purged meanwhile is neither sent nor given a receipt', async () => {
  const crm = crmThat({ a: 'superseded', b: DELIVERED, c: 'purged' });
  await crm.run('crm');
  expect(crm.sent).toEqual(['b']);
  expect(crm.recorded.map(({ key }) => key)).toEqual(['b']);
});

it('leaves it to Temporal to come back when the other side can take nothing, and when it asks to', async () => {
  const crm = crmThat({ a: { outcome: 'unavailable', reason: 'HTTP 429', retryAfterMs: 42_000 } });
  const failure = await crm.run('crm').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DeliveriesPendingError);
  expect((failure as DeliveriesPendingError).retryAfterMs).toBe(42_000);
});

it('sends nothing without a sink', async () => {
  const crm = crmThat({ a: DELIVERED });
  expect(await crm.run('coaching')).toMatchObject({ next: null });
  expect(crm.sent).toEqual([]);
});
