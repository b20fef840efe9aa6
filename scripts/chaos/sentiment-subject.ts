import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import type { SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import type { Store } from '../../src/store/index.js';
import { auditTexts } from './audit-texts.js';
import type { ChaosSubject, Scene } from './chaos-subject.js';
import { longestStallMs } from './longest-stall.js';
import { untilOutcome } from './until-outcome.js';

const ROWS_AT_ONCE = 5000;
/** Higher than the default, so that the outbox has several batches in which a kill can fall. */
const ACTION_THRESHOLD = 50;
const RUN = 'run';

const accept = ({ period, now }: Scene) =>
  acceptStart(
    'sentiment',
    { ...period, pushToCoaching: 'actionRequired', actionThreshold: ACTION_THRESHOLD },
    now,
  );

export const sentimentSubject: ChaosSubject = {
  profiles: ['documented', 'platform'],
  conversations: 5000,
  routes: [
    'POST /api/v2/analytics/conversations/details/query',
    'POST /api/v2/analytics/transcripts/aggregates/query',
  ],
  sink: 'coaching',
  rowCount: 'select count(*) from conversation_sentiment',
  /** A sink waits when the effect is done, so that there are effects whose answers a kill swallows. */
  slowness: [
    { where: 'query', what: { kind: 'latency', ms: 60, jitterMs: 60 } },
    { where: 'coaching', what: { kind: 'slowHeaders', ms: 8 } },
  ],
  troubles: {},
  prepare: () => Promise.resolve(),
  async perform(scene) {
    const { client } = scene.client;
    const started = await startRun(client, accept(scene));
    const outcome = await untilOutcome(scene.client, started, scene.timeoutMs);
    return {
      outcomes: new Map([[RUN, outcome]]),
      answers: new Map(),
      longestStallMs: await longestStallMs(client.workflow.getHandle(started.workflowId, started.runId)),
    };
  },
  abandon: async (scene) =>
    // The next run has the same id.
    void (await scene.client.client.workflow
      .getHandle(accept(scene).workflowId)
      .terminate('the rehearsal goes on without it')),
  async collect({ control }, { outcomes }, store) {
    const outcome = outcomes.get(RUN);
    if (!outcome) throw new Error('there is no outcome');
    const { runId, workflowId, status } = outcome;
    const comparable = (result: unknown) =>
      status === 'completed' ? comparableResult(result) : (outcome.failure ?? null);
    const stored = await store.runs.findLatest(workflowId);
    const heads = status === 'completed' ? [(outcome.result as SentimentResult).auditHead] : [];
    const effects = await control.effectsAt('coaching');
    return {
      status,
      result: comparable(outcome.result),
      storedStatus: stored?.runId === runId ? stored.status : 'of another run',
      storedResult: comparable(stored?.result),
      rows: await rowsOf(store, runId),
      effects: new Map(effects.map(({ key, body }) => [key, withoutTime(body)])),
      audit: await auditTexts(store, withoutTime),
      auditFindings: (await store.audit.verify(heads)).findings,
      unconfirmed: (await store.deliveries.counts(runId)).pending,
    };
  },
  doubtAbout({ result }, conversations) {
    const { complete, counts, coaching } = result as SentimentResult;
    if (!complete || counts.unique !== conversations) return `it read ${counts.unique} conversations`;
    return coaching.delivered > 0 ? null : 'it delivered nothing';
  },
};

/** By conversation, without what differs between runs. */
async function rowsOf(store: Store, runId: string): Promise<ReadonlyMap<string, unknown>> {
  const rows = new Map<string, unknown>();
  for (let after: string | null = null; ;) {
    const batch = await store.sentiment.rowsAfter(runId, after, ROWS_AT_ONCE);
    for (const { conversationId, ...row } of batch) rows.set(conversationId, row);
    after = batch.at(-1)?.conversationId ?? null;
    if (after === null) return rows;
  }
}

function comparableResult(result: unknown): unknown {
  const { auditHead, ...rest } = result as SentimentResult;
  return { ...rest, requests: null, startedAt: null, auditEntries: auditHead.count };
}

const withoutTime = (body: unknown): unknown =>
  typeof body === 'object' && body !== null ? { ...body, timestamp: undefined } : body;
