import type { RedeliveryInput } from '../../src/contracts/redeliver.js';
import { redeliveryCounts } from '../support/redelivery-fakes.js';
import { failure, type FakeActivities } from '../support/workflow-env.js';

/** A way in which `redeliver` can go. */
export type RedeliveryCase = {
  readonly activities: Partial<FakeActivities>;
  readonly input?: RedeliveryInput;
  /** Whether it is cancelled a minute after its start. */
  readonly cancelled?: true;
};

const audited = (outcome: { readonly delivered: number; readonly failed: number }) => () =>
  Promise.resolve({
    outcome: { ...outcome, skipped: 0, skippedBecause: {} },
    auditHead: { count: 4, hash: 'f'.repeat(64) },
  });

/** As many activities as bring a history to its bound, which takes 85 with keys this long, and a few more with short ones. */
const manyActivities: FakeActivities['deliverAgain'] = ({ after }) => {
  const number = Number(after.split('/')[0]);
  const next = number < 95 ? `${number + 1}/${'k'.repeat(number < 86 ? 50_000 : 1)}` : null;
  return Promise.resolve({ next, counts: redeliveryCounts({ delivered: number }) });
};

export const REDELIVERY_CASES: Record<string, RedeliveryCase> = {
  'nothing-to-do': {
    activities: {
      queueRedelivery: () => Promise.resolve({ ...redeliveryCounts(), sinkConfigured: true }),
      auditRedelivery: audited({ delivered: 0, failed: 0 }),
    },
  },
  'all-delivered': { activities: {}, input: { sink: 'crm', key: 'crm/virtual_agent_session/order-1/1/abc' } },
  'some-refused-again': {
    activities: {
      deliverAgain: () =>
        Promise.resolve({ next: null, counts: redeliveryCounts({ delivered: 2, failed: 1 }) }),
      auditRedelivery: audited({ delivered: 2, failed: 1 }),
    },
  },
  'sink-down': {
    activities: {
      deliverAgain: () => Promise.reject(failure('Unavailable', { retry: true })),
      auditRedelivery: audited({ delivered: 0, failed: 3 }),
    },
  },
  refused: { activities: {}, input: { sink: 'crm', key: 'coaching/order-1/1/abc' } },
  cancelled: {
    activities: {
      deliverAgain: () => Promise.reject(failure('Unavailable', { retry: true, nextRetryDelayMs: 600_000 })),
      auditRedelivery: audited({ delivered: 0, failed: 3 }),
    },
    cancelled: true,
  },
  /** The second run of a chain: it begins with what the first one carried over. */
  continued: { activities: { deliverAgain: manyActivities } },
};
