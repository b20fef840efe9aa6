import type { Evaluation, HandoffReason } from './virtual-agent-session.js';

export type Thresholds = {
  /** How many messages the virtual agent may answer; null: any number. */
  readonly maxTurns: number | null;
  readonly confidenceMin: number;
  /** Null: sentiment does not count. */
  readonly sentimentMin: number | null;
};

/**
 * Why a person should take over after the message that was turn number `turns`; empty when the virtual agent may go on. An
 * evaluation that could not be had is null. A sentiment that the platform can't tell never counts as a bad one.
 */
export function handoffReasons(
  evaluation: Evaluation | null,
  turns: number,
  { maxTurns, confidenceMin, sentimentMin }: Thresholds,
): HandoffReason[] {
  const rules: Record<Exclude<HandoffReason, 'handoff_requested'>, boolean> = {
    low_confidence: evaluation !== null && (evaluation.intent?.confidence ?? 0) < confidenceMin,
    negative_sentiment:
      sentimentMin !== null && evaluation !== null && evaluation.sentiment !== null
        ? evaluation.sentiment < sentimentMin
        : false,
    max_turns: maxTurns !== null && turns > maxTurns,
    evaluation_unavailable: evaluation === null,
  };
  return (Object.keys(rules) as (keyof typeof rules)[]).filter((reason) => rules[reason]);
}
