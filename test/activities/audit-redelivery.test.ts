import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { createAuditRedelivery } from '../../src/activities/audit-redelivery.js';
import type { SourcedEntry } from '../../src/store/audit.js';
import type { FinishedRedelivery } from '../../src/store/redeliveries.js';
import { redeliveryCounts } from '../support/redelivery-fakes.js';

const NOW = '2026-11-20T10:00:00Z';
const finished = (key: string, outcome: 'delivered' | 'failed'): FinishedRedelivery => ({
  ...{ key, sink: 'crm', outcome, attemptedAt: new Date('2026-11-20T10:00:01Z'), receipt: 'HTTP 201' },
});

it('records each delivery that came to an end, and the run with its counts', async () => {
  const appended: SourcedEntry[] = [];
  const all = [finished('crm/a', 'delivered'), finished('crm/b', 'failed')];
  const auditRedelivery = createAuditRedelivery({
    redeliveries: {
      finishedAfter: (_runId, after) => Promise.resolve(all.filter(({ key }) => key > after).slice(0, 1)),
      counts: () => Promise.resolve(redeliveryCounts({ delivered: 1, failed: 1, superseded: 2 })),
    },
    audit: {
      append(entries) {
        appended.push(...entries);
        return Promise.resolve({ count: appended.length, hash: 'f'.repeat(64) });
      },
    },
  });
  const audited = await new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(
    auditRedelivery,
    {
      ...{ runId: 'run-1', workflowId: 'redelivery/crm', sink: 'crm' as const, timestamp: NOW },
      ...{ sinkConfigured: true, complete: true },
    },
  );
  expect(audited).toEqual({
    outcome: { delivered: 1, failed: 1, skipped: 2, skippedBecause: { superseded: 2 } },
    auditHead: { count: 3, hash: 'f'.repeat(64) },
  });
  const entry = {
    ...{ timestamp: '2026-11-20T10:00:01.000Z', action: 'redelivery', sink: 'crm', receipt: 'HTTP 201' },
  };
  expect(appended).toEqual([
    { source: 'redelivery/run-1/crm/a', entry: { ...entry, delivery_key: 'crm/a', outcome: 'delivered' } },
    { source: 'redelivery/run-1/crm/b', entry: { ...entry, delivery_key: 'crm/b', outcome: 'failed' } },
    {
      source: 'run/run-1',
      entry: {
        ...{ timestamp: NOW, action: 'redelivery_run', workflow_id: 'redelivery/crm', sink: 'crm' },
        ...{ delivered: 1, failed: 1, skipped: 2, skipped_because: { superseded: 2 }, complete: true },
      },
    },
  ]);
});
