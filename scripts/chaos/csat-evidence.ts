import { sampleCorrelation } from 'simple-statistics';
import type { SpeechTruth } from '../../simulator/speech/speech-truth.js';
import type { CsatResult } from '../../src/contracts/correlate-csat.js';
import type { Interval } from '../../src/domain/interval.js';
import type { SpeechCoachingRow } from '../../src/domain/speech-coaching.js';
import type { Store } from '../../src/store/index.js';
import { auditTexts } from './audit-texts.js';
import type { Performance, Scene } from './chaos-subject.js';
import type { Evidence } from './evidence.js';

export const RUN = 'run';
const ROUNDING = 1e-12;

/** The result of a run, and how far it and the coaching platform are from what is true. */
export type CsatFindings = { readonly result: CsatResult; readonly truth: TruthDifferences };

/** How many figures differ, and how many rows the platform should not have, or has not that it should, or has twice. */
export type TruthDifferences = { readonly figures: number; readonly rows: number };

type Options = { readonly store: Store; readonly window: Interval };

/** Everything that a run of CSAT has left. */
export async function csatEvidence(
  { control, profile }: Scene,
  { outcomes }: Performance,
  { store, window }: Options,
): Promise<Evidence> {
  const outcome = outcomes.get(RUN);
  if (!outcome) throw new Error('there is no outcome');
  const { runId, workflowId, status } = outcome;
  const isCompleted = status === 'completed';
  const comparable = (result: unknown) =>
    isCompleted ? comparableResult(result) : (outcome.failure ?? null);
  const stored = await store.runs.findLatest(workflowId);
  const effects = await control.effectsAt('coaching');
  const told = effects.map(({ body }) => body as SpeechCoachingRow);
  const truth =
    isCompleted &&
    truthDifferences(outcome.result as CsatResult, told, {
      truth: await control.speechTruth(window),
      tellsOwner: profile === 'platform',
    });
  return {
    status,
    result: { result: comparable(outcome.result), truth },
    storedStatus: stored?.runId === runId ? stored.status : 'of another run',
    storedResult: comparable(stored?.result),
    rows: await rowsOf(store, runId),
    effects: new Map(effects.map(({ key, body }) => [key, body])),
    audit: await auditTexts(store, comparableEntry),
    auditFindings: (await store.audit.verify(isCompleted ? [(outcome.result as CsatResult).auditHead] : []))
      .findings,
    unconfirmed: (await store.deliveries.counts(runId)).pending,
  };
}

type Truth = {
  readonly truth: readonly SpeechTruth[];
  /** Whether it is said whom of several agents an answer rates: the last one. */
  readonly tellsOwner: boolean;
};

/** Where all that will be answered has been answered. */
export function truthDifferences(
  { correlation, coverage }: Pick<CsatResult, 'correlation' | 'coverage'>,
  told: readonly SpeechCoachingRow[],
  { truth, tellsOwner }: Truth,
): TruthDifferences {
  const answered = truth.filter(({ csat }) => csat !== null);
  const pairs = answered.flatMap(({ sentiment, csat }) =>
    sentiment === null ? [] : [{ sentiment, csat: Number(csat) }],
  );
  const pearson = sampleCorrelation(
    pairs.map(({ sentiment }) => sentiment),
    pairs.map(({ csat }) => csat),
  );
  const agreements = [
    coverage.conversations === truth.length,
    coverage.answered === answered.length,
    correlation.n === pairs.length,
    Math.abs((correlation.pearson.value ?? NaN) - pearson) < ROUNDING,
  ];
  const wanted = new Set(
    answered
      .filter(({ agents }) => tellsOwner || agents.length === 1)
      .map(({ conversationId, agents, csat }) => textOf(conversationId, agents.at(-1), csat)),
  );
  const found = told.map((row) => textOf(row.interactionId, row, row.csat));
  const known = new Set(found.filter((text) => wanted.has(text)));
  return {
    figures: agreements.filter((agrees) => !agrees).length,
    rows: found.length - known.size + (wanted.size - known.size),
  };
}

const textOf = (conversationId: string, agent: { agentId: string | null } | undefined, csat: number | null) =>
  `${conversationId} ${agent?.agentId} ${csat}`;

/** By conversation, and each reading by its number. */
async function rowsOf(store: Store, runId: string): Promise<ReadonlyMap<string, unknown>> {
  const rows = new Map<string, unknown>();
  for await (const some of store.csat.conversations({ runId, plan: { filterAtSource: false } }))
    for (const { conversationId, ...row } of some) rows.set(conversationId, row);
  for (const { round, figures } of await store.csat.rounds(runId)) rows.set(`reading ${round}`, figures);
  return rows;
}

function comparableResult(result: unknown): unknown {
  const { auditHead, ...rest } = result as CsatResult;
  return { ...rest, requests: null, startedAt: null, auditEntries: auditHead.count };
}

/** A run has an id of its own, and how long it took is its own too. */
const comparableEntry = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? {
        ...body,
        timestamp: undefined,
        workflow_id: undefined,
        workflowId: undefined,
        executionLatencyMs: undefined,
      }
    : body;
