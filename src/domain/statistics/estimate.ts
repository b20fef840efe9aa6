/** A figure with its 95 % interval, or the reason why there is neither. */
export type Estimate<Reason extends string> =
  | { readonly value: number; readonly low: number; readonly high: number }
  | { readonly value: null; readonly low: null; readonly high: null; readonly reason: Reason };

/** Half the width of a 95 % interval, in standard errors of a normal distribution. */
export const Z_95 = 1.959963984540054;

/** Below this many pairs an interval is so wide that the figure in it invites a wrong conclusion. */
export const MIN_PAIRS = 30;

export const noEstimate = <Reason extends string>(reason: Reason): Estimate<Reason> => ({
  value: null,
  low: null,
  high: null,
  reason,
});
