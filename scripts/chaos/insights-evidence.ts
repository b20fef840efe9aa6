import type { InsightTruth } from '../../simulator/insights/insight-truth.js';
import type { InsightsResult } from '../../src/contracts/sync-insights.js';
import type { InsightsUpdate } from '../../src/domain/insights-update.js';
import type { InsightRow } from '../../src/store/insights.js';
import type { Store } from '../../src/store/index.js';
import { auditTexts } from './audit-texts.js';
import type { Performance, Scene } from './chaos-subject.js';
import type { Evidence } from './evidence.js';

export const RUN = 'run';
const ROWS_AT_ONCE = 5000;

/** The result of a run, and what the CRM has of it. */
export type InsightsFindings = {
  readonly result: InsightsResult;
  readonly crm: CrmAgreement;
};

/** How many insights the CRM has that it should not, or has not that it should, or has twice. */
export type CrmAgreement = {
  readonly insights: number;
  readonly otherThanPassed: number;
  readonly otherThanTrue: number;
};

type Options = { readonly store: Store; readonly confidenceThreshold: number };

/** Everything that a run of insights has left. */
export async function insightsEvidence(
  { control }: Scene,
  { outcomes }: Performance,
  { store, confidenceThreshold }: Options,
): Promise<Evidence> {
  const outcome = outcomes.get(RUN);
  if (!outcome) throw new Error('there is no outcome');
  const { runId, workflowId, status } = outcome;
  const isCompleted = status === 'completed';
  const comparable = (result: unknown) =>
    isCompleted ? comparableResult(result) : (outcome.failure ?? null);
  const stored = await store.runs.findLatest(workflowId);
  const rows = await insightRowsOf(store, runId);
  const effects = await control.effectsAt('crm');
  const crm = crmAgreement({
    told: effects.flatMap(({ body }) => (body as InsightsUpdate).insights.map(({ id }) => id)),
    passed: rows.flatMap(({ key, text }) => (text === null ? [] : [key])),
    sendable: sendableIds(await control.insightTruth(), confidenceThreshold),
  });
  return {
    status,
    result: isCompleted ? { result: comparable(outcome.result), crm } : comparable(null),
    storedStatus: stored?.runId === runId ? stored.status : 'of another run',
    storedResult: comparable(stored?.result),
    rows: new Map<string, unknown>([
      ...rows.map((row) => [`${row.conversationId}/${row.key}`, row] as const),
      ...(await figuresOf(store, runId)),
    ]),
    effects: new Map(effects.map(({ key, body }) => [key, body])),
    audit: await auditTexts(store, comparableEntry),
    auditFindings: (
      await store.audit.verify(isCompleted ? [(outcome.result as InsightsResult).auditHead] : [])
    ).findings,
    unconfirmed: (await store.deliveries.counts(runId)).pending,
  };
}

type Ids = {
  readonly told: readonly string[];
  /** By the store's verdicts. */
  readonly passed: readonly string[];
  /** By what the simulator made them to be. */
  readonly sendable: readonly string[];
};

export const crmAgreement = ({ told, passed, sendable }: Ids): CrmAgreement => ({
  insights: told.length,
  otherThanPassed: differencesBetween(told, passed),
  otherThanTrue: differencesBetween(told, sendable),
});

function differencesBetween(found: readonly string[], wanted: readonly string[]): number {
  const [foundOnce, wantedOnce] = [new Set(found), new Set(wanted)];
  const unwanted = [...foundOnce].filter((id) => !wantedOnce.has(id)).length;
  const missing = [...wantedOnce].filter((id) => !foundOnce.has(id)).length;
  return unwanted + missing + (found.length - foundOnce.size);
}

/** Where personal data is masked, everything may be sent that is neither too old nor of the future. No detector has a say in it. */
const sendableIds = ({ conversations }: InsightTruth, confidenceThreshold: number): string[] =>
  conversations
    .filter(({ outcome }) => outcome === 'answered')
    .flatMap(({ insights }) => insights)
    .filter(({ class: is }) => ['clean', 'masked', 'personalData', 'maskingFailed'].includes(is))
    .filter(({ confidence }) => confidence >= confidenceThreshold)
    .map(({ id }) => id);

async function insightRowsOf(store: Store, runId: string): Promise<InsightRow[]> {
  const rows: InsightRow[] = [];
  for (;;) {
    const batch = await store.insights.rowsAfter(runId, rows.at(-1) ?? null, ROWS_AT_ONCE);
    if (batch.length === 0) return rows;
    rows.push(...batch);
  }
}

/** By conversation, without what differs between runs. */
async function figuresOf(store: Store, runId: string): Promise<[string, unknown][]> {
  const figures = await store.insights.figuresAfter({ runId, after: null, limit: ROWS_AT_ONCE });
  return figures.map((one) => [one.conversationId, { ...one, requests: null, latencyMs: null }]);
}

function comparableResult(result: unknown): unknown {
  const { auditHead, ...rest } = result as InsightsResult;
  return { ...rest, requests: null, startedAt: null, auditEntries: auditHead.count };
}

/** A run has an id of its own, and how long an answer took is its own too. */
const comparableEntry = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? { ...body, timestamp: undefined, workflow_id: undefined, latency_ms: undefined }
    : body;
