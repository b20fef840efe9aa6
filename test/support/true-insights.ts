import type { ConversationTruth, InsightTruth, TrueInsight } from '../../simulator/insights/insight-truth.js';
import type { OnPersonalData } from '../../src/domain/governance.js';
import type { InsightStop } from '../../src/domain/insight-completeness.js';

export type TruthRules = {
  readonly onPersonalData?: OnPersonalData;
  readonly confidenceThreshold?: number;
  readonly insightTypes?: readonly string[];
};

type Verdict = 'passed' | 'redacted' | 'held';
export type ExpectedInsight = TrueInsight & {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
};

export type ExpectedConversation = {
  readonly conversationId: string;
  readonly stopped: InsightStop | null;
  readonly malformed: number;
  readonly foreign: number;
  /** Those that are kept, in the order of their relevance. */
  readonly insights: readonly ExpectedInsight[];
};

/** Two of the simulator's kinds are one to the detectors, and one has another name. */
const KINDS: Readonly<Record<string, string>> = { card: 'paymentCard', token: 'credential' };

/** What the gate must say of an insight, told from what it was made to be. */
function judged(insight: TrueInsight, onPersonalData: OnPersonalData): ExpectedInsight {
  const { class: is, kind } = insight;
  if (is === 'stale') return { ...insight, verdict: 'held', reasons: ['stale'] };
  if (is === 'future') return { ...insight, verdict: 'held', reasons: ['fromTheFuture'] };
  if (kind === null) return { ...insight, verdict: 'passed', reasons: [] };
  const personal = `personalData:${KINDS[kind] ?? kind}`;
  return {
    ...insight,
    verdict: onPersonalData === 'redact' ? 'redacted' : 'held',
    reasons: is === 'maskingFailed' ? ['maskingFailed', personal] : [personal],
  };
}

/**
 * A conversation as it must come out of the gate, from the truth alone, as long as all of it is on one page: there the share that
 * is strange decides.
 */
function expectedConversation(
  { conversationId, outcome, insights }: ConversationTruth,
  { onPersonalData = 'quarantine', confidenceThreshold = 0, insightTypes }: TruthRules,
): ExpectedConversation {
  const none = { conversationId, stopped: null, malformed: 0, foreign: 0, insights: [] };
  if (outcome !== 'answered') return { ...none, stopped: outcome };
  const isWanted = ({ class: is, insightType, confidence }: TrueInsight) =>
    is === 'malformed' ||
    (confidence >= confidenceThreshold && (insightTypes?.includes(insightType) ?? true));
  const shown = insights.filter(isWanted);
  const own = shown.filter(({ class: is }) => is !== 'malformed' && is !== 'foreign');
  if ((shown.length - own.length) * 5 > shown.length) return { ...none, stopped: 'unexpectedResponse' };
  const verdicts = own.map((insight) => judged(insight, onPersonalData));
  const isBlocked = onPersonalData === 'block' && verdicts.some(({ kind }) => kind !== null);
  return {
    ...none,
    malformed: shown.filter(({ class: is }) => is === 'malformed').length,
    foreign: shown.filter(({ class: is }) => is === 'foreign').length,
    insights: verdicts.map((one) =>
      isBlocked && one.verdict === 'passed' ? { ...one, verdict: 'held', reasons: ['blocked'] } : one,
    ),
  };
}

export const expectedInsights = (truth: InsightTruth, rules: TruthRules = {}): ExpectedConversation[] =>
  truth.conversations.map((conversation) => expectedConversation(conversation, rules));

export const countWhere = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.filter(holds).length;

/** How often each reason was given to what was held back. */
export function heldBecauseOf(insights: readonly ExpectedInsight[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict, reasons } of insights)
    for (const reason of verdict === 'held' ? reasons : []) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** The sums that a result must have; `reported` and `fetched` count what was left out too. */
export function expectedFigures(expected: readonly ExpectedConversation[]) {
  const insights = expected.flatMap((one) => one.insights);
  const sumOf = (of: (one: ExpectedConversation) => number) =>
    expected.reduce((sum, one) => sum + of(one), 0);
  const [malformed, foreign] = [sumOf((one) => one.malformed), sumOf((one) => one.foreign)];
  const all = insights.length + malformed + foreign;
  const stoppedBy = (stop: InsightStop | null) => countWhere(expected, ({ stopped }) => stopped === stop);
  const verdicts = (verdict: Verdict) => countWhere(insights, (one) => one.verdict === verdict);
  return {
    conversations: {
      total: expected.length,
      read: stoppedBy(null),
      forbidden: stoppedBy('forbidden'),
      notFound: stoppedBy('notFound'),
      unexpectedResponse: stoppedBy('unexpectedResponse'),
    },
    insights: {
      ...{ reported: all, fetched: all, unique: insights.length, duplicates: 0, malformed, foreign },
      ...{ passed: verdicts('passed'), redacted: verdicts('redacted'), held: verdicts('held') },
    },
    heldBecause: heldBecauseOf(insights),
    incompleteBecause: [
      ...new Set([
        ...expected.flatMap(({ stopped }) => stopped ?? []),
        ...(malformed > 0 ? ['malformed'] : []),
      ]),
    ].sort(),
  };
}
