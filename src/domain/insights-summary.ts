import {
  insightIncompleteReasons,
  type InsightEvidence,
  type InsightIncompleteReason,
} from './insight-completeness.js';

/** What a run knows of one conversation. */
export type ConversationInsights = InsightEvidence & {
  readonly conversationId: string;
  readonly fetched: number;
  readonly passed: number;
  readonly redacted: number;
  readonly held: number;
  /** Held back for personal data, its own or that of another insight. */
  readonly heldForPersonalData: number;
  readonly heldBecause: Readonly<Record<string, number>>;
  readonly pages: number;
  readonly requests: number;
  /** Mean of the requests that brought a page, without waiting; null when none did. */
  readonly latencyMs: number | null;
  /** Bodies of this run for the CRM. */
  readonly delivered: number;
  readonly failed: number;
};

/** How many conversations ended how. */
export type InsightConversationCounts = {
  readonly total: number;
  /** Read to the end, or to a bound of the input. */
  readonly read: number;
  readonly forbidden: number;
  readonly notFound: number;
  readonly unexpectedResponse: number;
};

export type InsightCounts = {
  /** What Genesys said there is; null when it did not say it of every conversation that was read. */
  readonly reported: number | null;
  readonly fetched: number;
  readonly unique: number;
  readonly duplicates: number;
  readonly malformed: number;
  /** Of another interaction, or of a type that was not asked for. */
  readonly foreign: number;
  readonly passed: number;
  readonly redacted: number;
  readonly held: number;
};

export type InsightsSummary = {
  readonly conversations: InsightConversationCounts;
  readonly insights: InsightCounts;
  /** Insights for each reason; one may have several. */
  readonly heldBecause: Readonly<Record<string, number>>;
  readonly pages: number;
  readonly requests: number;
  readonly incompleteBecause: readonly InsightIncompleteReason[];
};

export const NO_INSIGHTS: InsightsSummary = {
  conversations: { total: 0, read: 0, forbidden: 0, notFound: 0, unexpectedResponse: 0 },
  insights: {
    reported: 0,
    fetched: 0,
    unique: 0,
    duplicates: 0,
    malformed: 0,
    foreign: 0,
    passed: 0,
    redacted: 0,
    held: 0,
  },
  heldBecause: {},
  pages: 0,
  requests: 0,
  incompleteBecause: [],
};

export function withConversation(summary: InsightsSummary, one: ConversationInsights): InsightsSummary {
  const { conversations, insights } = summary;
  const unread = UNREAD.find((stop) => stop === one.stopped) ?? 'read';
  const reported = unread !== 'read' ? insights.reported : sumUnlessUnknown(insights.reported, one.reported);
  return {
    conversations: {
      ...conversations,
      total: conversations.total + 1,
      [unread]: conversations[unread] + 1,
    },
    insights: {
      reported,
      fetched: insights.fetched + one.fetched,
      unique: insights.unique + one.unique,
      duplicates: insights.duplicates + one.fetched - one.unique - one.malformed - one.foreign,
      malformed: insights.malformed + one.malformed,
      foreign: insights.foreign + one.foreign,
      passed: insights.passed + one.passed,
      redacted: insights.redacted + one.redacted,
      held: insights.held + one.held,
    },
    heldBecause: sumOf(summary.heldBecause, one.heldBecause),
    pages: summary.pages + one.pages,
    requests: summary.requests + one.requests,
    incompleteBecause: [...new Set([...summary.incompleteBecause, ...insightIncompleteReasons(one)])].sort(),
  };
}

const UNREAD = ['forbidden', 'notFound', 'unexpectedResponse'] as const;

const sumUnlessUnknown = (sum: number | null, more: number | null) =>
  sum === null || more === null ? null : sum + more;

function sumOf(
  sums: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Record<string, number> {
  const summed: Record<string, number> = { ...sums };
  for (const [name, count] of Object.entries(more)) summed[name] = (summed[name] ?? 0) + count;
  return summed;
}
