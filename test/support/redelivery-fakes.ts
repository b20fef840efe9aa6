import { createAcceptRedeliveryInput } from '../../src/activities/accept-redelivery-input.js';
import type { RedeliveryCounts } from '../../src/store/redeliveries.js';
import type { FakeActivities } from './workflow-env.js';

export const redeliveryCounts = (changes: Partial<RedeliveryCounts> = {}): RedeliveryCounts => ({
  ...{ delivered: 0, failed: 0, pending: 0, superseded: 0, purged: 0 },
  ...changes,
});

/** Activities of `redeliver` over three deliveries that all arrive. */
export const redeliveryFakes = () =>
  ({
    acceptRedeliveryInput: createAcceptRedeliveryInput(),
    queueRedelivery: () => Promise.resolve({ ...redeliveryCounts({ pending: 3 }), sinkConfigured: true }),
    deliverAgain: () => Promise.resolve({ next: null, counts: redeliveryCounts({ delivered: 3 }) }),
    auditRedelivery: () =>
      Promise.resolve({
        outcome: { delivered: 3, failed: 0, skipped: 0, skippedBecause: {} },
        auditHead: { count: 4, hash: 'f'.repeat(64) },
      }),
  }) satisfies Partial<FakeActivities>;
