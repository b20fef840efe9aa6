import type { SinkEffect } from '../../simulator/sinks.js';
import { canonicalJson } from '../../src/domain/fingerprint.js';
import type { Store } from '../../src/store/index.js';
import type { Outcome } from '../../src/commands/outcome.js';
import type { ChaosSubject } from './chaos-subject.js';
import type { Evidence } from './evidence.js';

type Sources = {
  readonly subject: ChaosSubject;
  readonly outcome: Outcome;
  readonly store: Store;
  readonly effects: readonly SinkEffect[];
};

/** Everything that a finished run has left: in Temporal, in the store, at the sink. */
export async function collectEvidence({ subject, outcome, store, effects }: Sources): Promise<Evidence> {
  const { runId, workflowId, status } = outcome;
  const comparable = (result: unknown) =>
    status === 'completed' ? subject.comparableResult(result) : (outcome.failure ?? null);
  const stored = await store.runs.findLatest(workflowId);
  const heads = status === 'completed' ? [subject.auditHeadOf(outcome.result)] : [];
  return {
    status,
    result: comparable(outcome.result),
    storedStatus: stored?.runId === runId ? stored.status : 'of another run',
    storedResult: comparable(stored?.result),
    rows: await subject.rowsOf(store, runId),
    effects: new Map(effects.map(({ key, body }) => [key, withoutTime(body)])),
    audit: await auditTexts(store),
    auditFindings: (await store.audit.verify(heads)).findings,
    unconfirmed: (await store.deliveries.counts(runId)).pending,
  };
}

async function auditTexts(store: Store): Promise<ReadonlyMap<string, number>> {
  const texts = new Map<string, number>();
  for await (const batch of store.audit.entries()) {
    for (const { body } of batch) {
      const text = canonicalJson(withoutTime(JSON.parse(body)));
      texts.set(text, (texts.get(text) ?? 0) + 1);
    }
  }
  return texts;
}

const withoutTime = (body: unknown): unknown =>
  typeof body === 'object' && body !== null ? { ...body, timestamp: undefined } : body;
