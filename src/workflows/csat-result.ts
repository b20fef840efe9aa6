import type { CsatFigures, CsatReading, CsatResult } from '../contracts/correlate-csat.js';
import type { SpeechQueryEntry } from '../domain/audit-entry.js';
import { provisionalPart, type CsatIncompleteReason } from '../domain/csat-completeness.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import { ALL_UNKNOWN } from '../domain/survey-unknowns.js';
import { closes, sourceCounts, type ListReading } from './csat-lists.js';
import type { CsatRun } from './csat-run.js';

type Parts = {
  readonly run: CsatRun;
  readonly figures: CsatFigures;
  readonly coaching: DeliveryOutcome;
  readonly waitedFor: CsatResult['waitedFor'];
  readonly totals: { readonly pages: number; readonly requests: number };
};

export function csatResult({
  run,
  figures,
  coaching,
  waitedFor,
  totals,
}: Parts): Omit<CsatResult, 'auditHead'> {
  const { plan, lists } = run;
  const since = provisionalPart(plan.interval, run.speechReadAt);
  const incompleteBecause = incompleteReasons(run, since !== null);
  return {
    window: plan.interval,
    modelId: plan.modelId,
    startedAt: run.startedAt,
    ...figures,
    unknown: plan.reading?.unknown ?? ALL_UNKNOWN,
    speech: sourceCounts(lists, 'speech'),
    surveys: sourceCounts(lists, 'surveys'),
    rounds: run.round,
    corrections: run.corrections,
    waitedFor,
    provisionalSince: since,
    coaching,
    complete: incompleteBecause.length === 0,
    incompleteBecause,
    ...totals,
  };
}

/** Where speech comes in answers without pages, there is no total that they could fall short of. */
const hasNoPages = ({ kind }: ListReading, reading: CsatReading | undefined): boolean =>
  kind === 'speech' && reading?.isPartial === true;

function incompleteReasons(
  { lists, plan: { reading } }: CsatRun,
  isProvisional: boolean,
): CsatIncompleteReason[] {
  const rules: readonly (readonly [CsatIncompleteReason, boolean])[] = [
    ['countMismatch', lists.some((list) => !list.stopped && !closes(list))],
    ['malformed', lists.some(({ malformed }) => malformed > 0)],
    ['pageCap', lists.some(({ stopped }) => stopped)],
    ['provisional', isProvisional],
    ['totalNotReported', lists.some((list) => list.reported === null && !hasNoPages(list, reading))],
  ];
  return rules.filter(([, holds]) => holds).map(([reason]) => reason);
}

/** The document's fields of a run, however it ended; `run` is null when its input was refused. */
export const speechQueryEntry = (
  run: CsatRun | null,
  {
    workflowId,
    status,
    latencyMs,
  }: { workflowId: string; status: SpeechQueryEntry['status']; latencyMs: number },
  timestamp: string,
): SpeechQueryEntry => ({
  timestamp,
  action: 'speech_correlation',
  workflow_id: workflowId,
  queryParams: run && {
    dateFrom: run.plan.interval.from,
    dateTo: run.plan.interval.to,
    modelId: run.plan.modelId,
    interactionCount: run.plan.conversationIds?.length ?? null,
  },
  executionLatencyMs: run?.latencyMs ?? latencyMs,
  resultCount: status === 'completed' ? (run?.figures?.coverage.conversations ?? null) : null,
  accuracyScore: status === 'completed' ? (run?.figures?.correlation.accuracyScore ?? null) : null,
  status,
});
