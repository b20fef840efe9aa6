/** How the reading of one conversation's insights ended where it did not end by itself. */
export type InsightStop =
  'repeatedPageToken' | 'pageCap' | 'maxInsights' | 'forbidden' | 'notFound' | 'unexpectedResponse';

export type InsightIncompleteReason =
  InsightStop | 'countMismatch' | 'malformed' | 'totalNotReported' | 'windowNotAnalyzed';

/** What the pages of one conversation say about themselves, derived from the page ledger. */
export type InsightEvidence = {
  readonly stopped: InsightStop | null;
  /** What Genesys said there is; null when it did not say. */
  readonly reported: number | null;
  readonly unique: number;
  readonly malformed: number;
  readonly foreign: number;
};

const UNREAD: readonly (InsightStop | null)[] = ['forbidden', 'notFound', 'unexpectedResponse'];

/** Why the insights of a conversation may not be all that there are; empty is the only way to be complete. */
export function insightIncompleteReasons(evidence: InsightEvidence): InsightIncompleteReason[] {
  const { stopped, reported, unique, malformed, foreign } = evidence;
  const reasons: InsightIncompleteReason[] = [];
  if (stopped !== null) reasons.push(stopped);
  if (malformed > 0) reasons.push('malformed');
  if (UNREAD.includes(stopped)) return reasons;
  if (reported === null) reasons.push('totalNotReported');
  // A reading that was stopped at a bound can't close.
  else if (reported !== unique + malformed + foreign && stopped === null) reasons.push('countMismatch');
  return reasons;
}
