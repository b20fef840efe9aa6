import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { CLOCK_ALLOWANCE_MS, judgeInsight, type OnPersonalData } from '../domain/governance.js';
import type { Insight } from '../domain/insight.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { InsightQuery } from '../gateways/genesys/ports.js';
import { findPersonalData, maskPersonalData } from '../personal-data/index.js';
import type { InsightLedgerPage, JudgedInsight } from '../store/insight-page.js';
import type { InsightStore } from '../store/insights.js';

type Deps = {
  readonly genesys: Pick<GenesysGateway, 'insights'>;
  readonly insights: Pick<InsightStore, 'savePage' | 'findPage'>;
};

/** What is judged by; both times are ISO, and the run's. */
export type GovernancePolicy = {
  readonly now: string;
  readonly ageAt: string;
  readonly maxAgeHours: number;
  readonly confidenceThreshold: number;
  readonly onPersonalData: OnPersonalData;
};

export type FetchInsightPageInput = {
  readonly runId: string;
  readonly page: number;
  readonly query: InsightQuery;
  readonly cursor: string | null;
  readonly policy: GovernancePolicy;
  /** How many more insights the run wants of this conversation; null for all. */
  readonly atMost: number | null;
};

/**
 * One request to Genesys. Its insights are judged before anything is stored, and of those that did not pass no text is. Only a
 * cursor and a count get into the history. Safe to repeat: reading has no effect, rows and ledger are written once, and an attempt
 * that finds its page in the ledger asks for nothing.
 */
export const createFetchInsightPage = ({ genesys, insights }: Deps) =>
  async function fetchInsightPage(input: FetchInsightPageInput): Promise<InsightLedgerPage> {
    const { runId, page, query, cursor, policy, atMost } = input;
    const key = { runId, conversationId: query.conversationId, page };
    const { attempt } = activityInfo();
    const known = attempt > 1 ? await insights.findPage(key) : null;
    if (known) return known;
    const askedAtMs = performance.now();
    const read = await genesys.insights.fetchInsightPage(query, { cursor, signal: cancellationSignal() });
    const latencyMs = performance.now() - askedAtMs;
    const wanted = read.insights.slice(0, atMost ?? undefined);
    const judged = wanted.map((insight) => judge(insight, policy));
    const beyondMax = read.insights.length - wanted.length;
    return insights.savePage({ ...key, ...read, insights: judged, beyondMax, requests: attempt, latencyMs });
  };

/** Of a text that holds personal data, nothing but the kinds is known after this. */
function judge({ text, ...insight }: Insight, policy: GovernancePolicy): JudgedInsight {
  const findings = findPersonalData(text);
  const { verdict, reasons } = judgeInsight(
    {
      createdAt: insight.createdDate,
      confidence: insight.confidence,
      redacted: insight.redacted,
      personalData: findings.map(({ kind }) => kind),
    },
    {
      ...policy,
      now: Date.parse(policy.now),
      ageAt: Date.parse(policy.ageAt),
      clockAllowanceMs: CLOCK_ALLOWANCE_MS,
    },
  );
  const kept = { passed: text, redacted: maskPersonalData(text, findings), held: null }[verdict];
  return { ...insight, verdict, reasons, text: kept };
}
