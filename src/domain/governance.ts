import { PERSONAL_DATA_KINDS, type PersonalDataKind } from './personal-data.js';

export type OnPersonalData = 'quarantine' | 'redact' | 'block';

export type GovernanceReason =
  | 'undated'
  | 'stale'
  | 'fromTheFuture'
  | 'lowConfidence'
  | `personalData:${PersonalDataKind}`
  /** The source says that it masked the text, and personal data is in it all the same. */
  | 'maskingFailed'
  /** Nothing wrong with this insight: its conversation has personal data, or was not read to its end. The store finds them. */
  | 'blocked';

/** `redacted` may go out once its findings are masked. An empty list of reasons is the only way to pass. */
export type Judgement = {
  readonly verdict: 'passed' | 'redacted' | 'held';
  readonly reasons: readonly GovernanceReason[];
};

export type GovernedInsight = {
  /** ISO instant with its zone; null when the source told none. */
  readonly createdAt: string | null;
  /** 0…1; null when the source has none. */
  readonly confidence: number | null;
  /** What the detectors found in its text, in any order, each as often as it was found. */
  readonly personalData: readonly PersonalDataKind[];
  /** Whether the source says that it masked the text. */
  readonly redacted: boolean;
};

export type GovernanceRules = {
  /** Epoch milliseconds, taken once by the workflow. */
  readonly now: number;
  /** Epoch milliseconds at which an insight's age is told: now, or when its conversation ended. */
  readonly ageAt: number;
  readonly maxAgeHours: number;
  readonly confidenceThreshold: number;
  readonly onPersonalData: OnPersonalData;
  /** How far ahead of ours the other side's clock may be. */
  readonly clockAllowanceMs: number;
};

export const CLOCK_ALLOWANCE_MS = 5 * 60_000;

const MS_PER_HOUR = 3_600_000;

/**
 * The verdict on one insight, whatever became of the others. A bound itself is still inside. An insight without a confidence
 * passes any threshold, because sources that have none would never be heard otherwise; one without a date does not pass.
 */
export function judgeInsight(insight: GovernedInsight, rules: GovernanceRules): Judgement {
  const personal = personalReasons(insight);
  const others = [...dateReasons(insight, rules), ...confidenceReasons(insight, rules)];
  const reasons = [...others, ...personal];
  if (reasons.length === 0) return { verdict: 'passed', reasons };
  const maskable = others.length === 0 && rules.onPersonalData === 'redact';
  return { verdict: maskable ? 'redacted' : 'held', reasons };
}

function dateReasons({ createdAt }: GovernedInsight, rules: GovernanceRules): GovernanceReason[] {
  const createdAtMs = createdAt === null ? NaN : Date.parse(createdAt);
  if (Number.isNaN(createdAtMs)) return ['undated'];
  if (createdAtMs > rules.now + rules.clockAllowanceMs) return ['fromTheFuture'];
  return rules.ageAt - createdAtMs > rules.maxAgeHours * MS_PER_HOUR ? ['stale'] : [];
}

function personalReasons({ personalData, redacted }: GovernedInsight): GovernanceReason[] {
  if (personalData.length === 0) return [];
  const kinds = PERSONAL_DATA_KINDS.filter((kind) => personalData.includes(kind));
  return [
    ...(redacted ? ['maskingFailed' as const] : []),
    ...kinds.map((kind) => `personalData:${kind}` as const),
  ];
}

/** Written so that a confidence that is no number does not pass. */
const confidenceReasons = ({ confidence }: GovernedInsight, rules: GovernanceRules): GovernanceReason[] =>
  confidence === null || confidence >= rules.confidenceThreshold ? [] : ['lowConfidence'];
