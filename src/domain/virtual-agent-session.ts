/** `transferred` still waits for the end of the conversation and holds its slot; `ended` may still settle. */
export const SESSION_STATES = [
  'creating',
  'active',
  'transferred',
  'ended',
  'settled',
  'expired',
  'failed',
  'cancelled',
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** Why a person takes over. */
export const HANDOFF_REASONS = [
  'low_confidence',
  'negative_sentiment',
  'max_turns',
  'handoff_requested',
  'evaluation_unavailable',
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** What the platform makes of a customer's text. No intent is a confidence of 0; no sentiment is not a score of 0. */
export type Evaluation = {
  readonly intent: { readonly name: string; readonly confidence: number } | null;
  /** −1…1; null where the profile can't tell the sentiment of a free text. */
  readonly sentiment: number | null;
};
