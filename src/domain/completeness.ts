/** Why a run can't vouch for its numbers. An empty list is the only way to be complete. */
export type IncompleteReason =
  'modelUnavailable' | 'repeatedPageToken' | 'pageCap' | 'countMismatch' | 'totalNotReported';

/** What the pages of a run say about themselves, derived from the page ledger. */
export type PageEvidence = {
  /** Sum of the slices' totals; null when at least one slice never told its total. */
  readonly reported: number | null;
  readonly unique: number;
  /** Entities that another slice had already brought: a boundary read twice is no loss. */
  readonly overlapping: number;
  /** Entities that Genesys gives with a window, and that began outside it; absent in what was counted before they were. */
  readonly outside?: number;
};

/** `stopped` are the reasons that the paging itself met; the rest follows from comparing what was told with what was kept. */
export function incompleteReasons(
  evidence: PageEvidence,
  stopped: readonly IncompleteReason[],
): IncompleteReason[] {
  const reasons = new Set(stopped);
  if (evidence.reported === null) {
    if (!reasons.has('modelUnavailable')) reasons.add('totalNotReported');
  } else if (evidence.reported !== evidence.unique + evidence.overlapping + (evidence.outside ?? 0)) {
    reasons.add('countMismatch');
  }
  return [...reasons].sort();
}
