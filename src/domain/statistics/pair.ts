/** One sentiment and the customer's answer that belongs to it, each in one unit throughout a list. */
export type Pair = { readonly sentiment: number; readonly csat: number };

/** `notFinite`: a value, or the distance between two, is no finite number. */
export type UncorrelatedReason =
  'fewerThan30Pairs' | 'constantSentiment' | 'constantCsat' | 'bothConstant' | 'notFinite';
