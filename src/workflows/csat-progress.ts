import type { CsatResult } from '../contracts/correlate-csat.js';
import type { Estimate } from '../domain/statistics/estimate.js';
import type { CsatRun } from './csat-run.js';
import type { CsatProgress } from './messages.js';

export const csatProgress = (stage: string, run: CsatRun | null): CsatProgress => ({
  stage,
  lists: run?.lists.length ?? 0,
  listsRead: run?.lists.filter(({ done }) => done).length ?? 0,
  rows: run?.lists.reduce((sum, { unique }) => sum + unique, 0) ?? 0,
  coverage: run?.figures?.coverage ?? null,
  rounds: run?.round ?? 0,
  nextReadAt: run?.nextReadAt ?? null,
});

export function csatDetails(run: CsatRun): string {
  const { listsRead, lists, rows } = csatProgress('', run);
  const { from, to } = run.plan.interval;
  const coverage = run.figures?.coverage;
  return [
    run.nextReadAt === null
      ? `**Reading** speech analytics and surveys from ${from} to ${to}`
      : `**Waiting** for surveys until ${run.nextReadAt}`,
    '',
    `- lists read: ${listsRead} of ${lists}, rows: ${rows}, reading ${run.round}`,
    ...(coverage
      ? [`- answered: ${coverage.answered} of ${coverage.conversations}, ${run.corrections} corrections`]
      : []),
  ].join('\n');
}

/** The UI shows four lines without scrolling: what an operator must not miss stands in the first. */
export function resultDetails({
  window,
  correlation,
  coverage,
  coaching,
  incompleteBecause,
}: CsatResult): string {
  const verdict =
    incompleteBecause.length === 0 ? '**Complete**' : `**Not complete** (${incompleteBecause.join(', ')})`;
  return [
    `${verdict} from ${window.from} to ${window.to}`,
    '',
    `- ${coverage.answered} of ${coverage.conversations} conversations answered, ${correlation.n} pairs`,
    `- Pearson ${estimateText(correlation.pearson)}, agreement ${estimateText(correlation.agreement.rate)}`,
    `- coaching: ${coaching.delivered} delivered, ${coaching.failed} failed, ${coaching.skipped} skipped`,
  ].join('\n');
}

const estimateText = (estimate: Estimate<string>): string =>
  estimate.value === null
    ? `unknown (${estimate.reason})`
    : `${estimate.value.toFixed(2)} (${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)})`;
