import type { FaultInput } from '../../simulator/faults/fault.js';
import type { FaultReport } from '../../simulator/faults/fault-board.js';
import type { ConversationSentiment } from '../../src/domain/sentiment.js';
import type { Reading } from './read-through-gateway.js';
import { finalFailureOf, possibleFailuresOf, possibleReasonsOf } from './stated.js';
import type { TrueSentiment } from './truth.js';

const isTrue = (row: ConversationSentiment, truth: TrueSentiment | undefined): boolean =>
  truth !== undefined &&
  row.status === truth.status &&
  (truth.score === null || (row.score === truth.score && row.polarity === truth.polarity));

/** What is wrong with a reading, in words; empty when it is the truth, a stated failure, or stated to be incomplete. */
export function complaintsAbout(
  { rows, failure, reasons }: Reading,
  {
    faults,
    report,
    truth,
  }: { faults: readonly FaultInput[]; report: FaultReport; truth: Map<string, TrueSentiment> },
): string[] {
  const complaints: string[] = [];
  const happened = faults.filter((_, index) => (report.faults[index]?.fired ?? 0) > 0);
  const invented = [...rows].filter(([id, row]) => !isTrue(row, truth.get(id)));
  if (invented.length > 0) complaints.push(`${invented.length} rows are not true`);
  if (failure !== null) {
    if (!happened.some((fault) => (possibleFailuresOf(fault) as string[]).includes(failure)))
      complaints.push(`failed with ${failure}, which no fault that happened explains`);
    return complaints;
  }
  const ignored = happened.filter((fault) => finalFailureOf(fault) !== null);
  if (ignored.length > 0) complaints.push(`went on after ${ignored.map(({ what }) => what.kind).join()}`);
  const possible = new Set(happened.flatMap(possibleReasonsOf));
  const unexplained = reasons.filter((reason) => !possible.has(reason));
  if (unexplained.length > 0) complaints.push(`incomplete because of ${unexplained.join()}, unexplained`);
  if (reasons.length === 0 && rows.size !== truth.size)
    complaints.push(`${rows.size} of ${truth.size} rows, and said to be complete`);
  return complaints;
}
