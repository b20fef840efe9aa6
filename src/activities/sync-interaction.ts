import type { CoachingEvent } from '../contracts/webhook-events.js';
import type { AuditHead, SentimentSyncEntry } from '../domain/audit-entry.js';
import { coachingUpdate } from '../domain/coaching.js';
import type { SkipReason } from '../domain/delivery-outcome.js';
import { normalizeScore, sentimentStatus } from '../domain/sentiment.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { AuditStore } from '../store/audit.js';
import type { DeliveryStore } from '../store/deliveries.js';
import { contentDigest } from './content-digest.js';

type Deps = {
  readonly sinks: { readonly coaching: Sink | null };
  readonly deliveries: Pick<DeliveryStore, 'enqueue'>;
  readonly audit: Pick<AuditStore, 'append'>;
};

export type EnqueueInteractionInput = {
  readonly runId: string;
  readonly event: CoachingEvent;
  readonly actionThreshold: number;
  readonly timestamp: string;
};

export type EnqueuedInteraction = {
  readonly enqueued: boolean;
  readonly skippedBecause?: 'notScored' | 'noSink';
};

/** A scored interaction is always delivered, whatever its score. Safe to repeat: the outbox takes it once. */
export const createEnqueueInteraction = ({ sinks, deliveries }: Deps) =>
  async function enqueueInteraction(input: EnqueueInteractionInput): Promise<EnqueuedInteraction> {
    const { interactionId, score, polarity } = input.event;
    const status = sentimentStatus(score, polarity);
    const update = coachingUpdate({ conversationId: interactionId, status, score, polarity }, input);
    if (!update) return { enqueued: false, skippedBecause: 'notScored' };
    if (!sinks.coaching) return { enqueued: false, skippedBecause: 'noSink' };
    const digest = contentDigest(input.event);
    await deliveries.enqueue(input.runId, 'coaching', [
      { subject: interactionId, digest, body: JSON.stringify(update) },
    ]);
    return { enqueued: true };
  };

export type AuditInteractionInput = {
  readonly runId: string;
  readonly event: CoachingEvent;
  readonly timestamp: string;
  readonly outcome: SentimentSyncEntry['outcome'];
  readonly reason?: SkipReason;
};

/** What has no score has nothing to record. Safe to repeat: a run is recorded once. */
export const createAuditInteraction = ({ audit }: Deps) =>
  async function auditInteraction(input: AuditInteractionInput): Promise<AuditHead | null> {
    const { event, outcome, reason } = input;
    const { interactionId, score, polarity } = event;
    if (score === null || polarity === null) return null;
    const entry = {
      timestamp: input.timestamp,
      action: 'sentiment_sync',
      interaction_id: interactionId,
      raw_score: score,
      normalized_score: normalizeScore(score),
      polarity,
      outcome,
      ...(reason && { reason }),
    } as const;
    return audit.append([{ source: `run/${input.runId}`, entry }]);
  };
