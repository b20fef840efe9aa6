import { describe, expect, it } from 'vitest';
import { createAuditInteraction, createEnqueueInteraction } from '../../src/activities/sync-interaction.js';
import type { CoachingEvent } from '../../src/contracts/webhook-events.js';
import type { Sink } from '../../src/gateways/sinks/sink.js';
import type { SourcedEntry } from '../../src/store/audit.js';

const EVENT: CoachingEvent = {
  eventId: 'coaching/1',
  interactionId: 'interaction-1',
  score: -0.5,
  polarity: 'negative',
};
const SINK: Sink = {
  send: () => Promise.resolve({ outcome: 'delivered', receipt: '200' }),
  probe: () => Promise.resolve('answers'),
};
const WISH = { runId: 'run-1', event: EVENT, actionThreshold: 40, timestamp: '2026-11-20T10:00:00Z' };

function activitiesWith(coaching: Sink | null) {
  const enqueued: string[] = [];
  const audited: SourcedEntry[] = [];
  const deps = {
    sinks: { coaching },
    deliveries: {
      enqueue(_runId: string, _sink: string, wanted: readonly { subject: string }[]) {
        enqueued.push(...wanted.map(({ subject }) => subject));
        return Promise.resolve();
      },
    },
    audit: {
      append(entries: readonly SourcedEntry[]) {
        audited.push(...entries);
        return Promise.resolve({ count: audited.length, hash: 'f'.repeat(64) });
      },
    },
  };
  return { enqueue: createEnqueueInteraction(deps), audit: createAuditInteraction(deps), enqueued, audited };
}

describe('an interaction that a webhook told of', () => {
  it('goes into the outbox where there is a coaching platform', async () => {
    const { enqueue, enqueued } = activitiesWith(SINK);
    expect(await enqueue(WISH)).toEqual({ enqueued: true });
    expect(enqueued).toEqual(['interaction-1']);
  });

  it('is skipped for want of a platform, or of a score that could be told', async () => {
    const { enqueue, enqueued } = activitiesWith(null);
    expect(await enqueue(WISH)).toEqual({ enqueued: false, skippedBecause: 'noSink' });
    for (const score of [null, 7]) {
      const unscored = { ...WISH, event: { ...EVENT, score } };
      expect(await enqueue(unscored)).toEqual({ enqueued: false, skippedBecause: 'notScored' });
    }
    expect(enqueued).toEqual([]);
  });

  it('leaves an audit entry, with the reason where it was skipped', async () => {
    const { audit, audited } = activitiesWith(null);
    await audit({ ...WISH, outcome: 'skipped', reason: 'noSink' });
    await audit({ ...WISH, outcome: 'delivered' });
    const entry = {
      timestamp: WISH.timestamp,
      action: 'sentiment_sync',
      interaction_id: 'interaction-1',
      raw_score: -0.5,
      normalized_score: 25,
      polarity: 'negative',
    };
    expect(audited).toEqual([
      { source: 'run/run-1', entry: { ...entry, outcome: 'skipped', reason: 'noSink' } },
      { source: 'run/run-1', entry: { ...entry, outcome: 'delivered' } },
    ]);
  });
});
