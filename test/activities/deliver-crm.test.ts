import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { createDeliverCrm } from '../../src/activities/deliver-crm.js';
import { DeliveriesPendingError } from '../../src/activities/deliveries-pending-error.js';
import type { Receipt } from '../../src/gateways/sinks/sink.js';
import type { AttemptOutcome } from '../../src/store/deliveries.js';

const DELIVERED: Receipt = { outcome: 'delivered', receipt: '202' };
const DOWN: Receipt = { outcome: 'unavailable', reason: '503', retryAfterMs: null };

/** A CRM over an outbox of `ended`, `corrected`, `again`, that answers each sending in turn. */
function crmThat(answers: readonly Receipt[]) {
  const pending = ['ended', 'corrected', 'again'];
  const sent: string[] = [];
  const queue = [...answers];
  const deliver = createDeliverCrm({
    sinks: {
      crm: {
        probe: () => Promise.resolve('there'),
        send({ key }) {
          sent.push(key);
          return Promise.resolve(queue.shift() ?? DELIVERED);
        },
      },
    },
    deliveries: {
      startAttempts: (_runId, { after }) =>
        Promise.resolve(
          after === ''
            ? { deliveries: pending.map((key) => ({ key, body: '{}' })), last: 'z' }
            : { deliveries: [], last: null },
        ),
      recordAttempts(outcomes: readonly AttemptOutcome[]) {
        for (const { key, status } of outcomes)
          if (status !== 'pending') pending.splice(pending.indexOf(key), 1);
        return Promise.resolve();
      },
      counts: () =>
        Promise.resolve({ wanted: 3, subjects: 3, delivered: 0, failed: 0, pending: pending.length }),
    },
    now: () => new Date('2026-11-20T10:00:00Z'),
  });
  return {
    sent,
    deliver: () =>
      new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(deliver, {
        runId: 'run-1',
        after: '',
      }),
  };
}

it('tells the CRM nothing before what it follows has arrived', async () => {
  const { sent, deliver } = crmThat([DELIVERED, DOWN]);
  await expect(deliver()).rejects.toBeInstanceOf(DeliveriesPendingError);
  expect(sent).toEqual(['ended', 'corrected']);
  await deliver();
  expect(sent).toEqual(['ended', 'corrected', 'corrected', 'again']);
});

it('goes on after what the CRM refuses for good', async () => {
  const { sent, deliver } = crmThat([{ outcome: 'refused', reason: '400' }]);
  await deliver();
  expect(sent).toEqual(['ended', 'corrected', 'again']);
});
