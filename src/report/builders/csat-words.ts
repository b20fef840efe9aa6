const REASONS: Readonly<Record<string, string>> = {
  fewerThan30Pairs: 'fewer than 30 pairs',
  constantSentiment: 'all have the same sentiment',
  constantCsat: 'all answers are the same',
  bothConstant: 'all pairs are the same',
  notFinite: 'a value is no number',
  noDisagreementPossible: 'all pairs are on one side of both thresholds',
};

/** Why a figure is not known, in words. */
export const reasonText = (reason: string): string => REASONS[reason] ?? reason;

export const unknownBecause = (reason: string): string => `not known: ${reasonText(reason)}`;
