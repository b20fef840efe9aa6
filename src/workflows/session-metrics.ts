import { CancellationScope, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { GenesysActivities } from '../activities/index.js';
import { toUtc } from '../domain/interval.js';
import type { SessionMetrics } from '../domain/session-update.js';
import { METRICS } from './activity-options.js';
import { failureTypeOf } from './failure.js';

const { fetchSessionMetrics } = proxyActivities<GenesysActivities>({
  ...METRICS,
  summary: 'what analytics know of the session',
});

/** The conversation may have begun, by the platform's clock, a little before the session knew of it. */
const MARGIN_MS = 3_600_000;

/** Reading of the metrics, in the background of the settling. */
export type MetricsReading = {
  readonly isFinished: () => boolean;
  /** Null while it is being read, and when analytics never had it. */
  readonly metrics: () => SessionMetrics | null;
  stop(): void;
};

export function readMetrics(session: { conversationId: string; startedAt: string }): MetricsReading {
  const scope = new CancellationScope();
  let metrics: SessionMetrics | null = null;
  let isFinished = false;
  const from = toUtc(Date.parse(session.startedAt) - MARGIN_MS);
  const to = toUtc(Date.now() + MARGIN_MS);
  void scope
    .run(() => fetchSessionMetrics({ conversationId: session.conversationId, from, to }))
    .then((read) => {
      metrics = read;
    })
    .catch((error: unknown) => {
      // Without metrics the session still ends, and says that it has none.
      if (!isCancellation(error) && failureTypeOf(error) === null) throw error;
    })
    .finally(() => {
      isFinished = true;
    });
  return { isFinished: () => isFinished, metrics: () => metrics, stop: () => scope.cancel() };
}
