import { cancellationSignal } from '@temporalio/activity';
import type { AuditHead } from '../domain/audit-entry.js';
import { insightsEntry, insightsRunEntry } from '../domain/insights-audit.js';
import type { InsightIncompleteReason } from '../domain/insight-completeness.js';
import { NO_INSIGHTS, withConversation, type InsightsSummary } from '../domain/insights-summary.js';
import type { AuditStore } from '../store/audit.js';
import type { InsightStore } from '../store/insights.js';

type Deps = {
  readonly insights: Pick<InsightStore, 'figuresAfter'>;
  readonly audit: Pick<AuditStore, 'append'>;
};

export type AuditInsightsInput = {
  readonly runId: string;
  readonly workflowId: string;
  /** The run's business time (ISO). */
  readonly timestamp: string;
  readonly pageSize: number;
  /** What the run itself knows to be missing. */
  readonly incompleteBecause: readonly InsightIncompleteReason[];
};

export type AuditedInsights = { readonly summary: InsightsSummary; readonly auditHead: AuditHead };

const CONVERSATIONS = 500;

/**
 * One entry for each conversation and one for the run, and the sums that they make. Safe to repeat: a source is recorded once, and
 * the sums are counted again from the same rows.
 */
export const createAuditInsights = ({ insights, audit }: Deps) =>
  async function auditInsights(input: AuditInsightsInput): Promise<AuditedInsights> {
    const { runId } = input;
    let summary: InsightsSummary = { ...NO_INSIGHTS, incompleteBecause: input.incompleteBecause };
    for (let after: string | null = null; ;) {
      cancellationSignal().throwIfAborted();
      const figures = await insights.figuresAfter({ runId, after, limit: CONVERSATIONS });
      const last = figures.at(-1);
      if (!last) break;
      await audit.append(
        figures.map((one) => ({
          source: `insights/${runId}/${one.conversationId}`,
          entry: insightsEntry(one, input),
        })),
      );
      summary = figures.reduce(withConversation, summary);
      after = last.conversationId;
    }
    const auditHead = await audit.append([
      { source: `run/${runId}`, entry: insightsRunEntry(input, summary) },
    ]);
    return { summary, auditHead };
  };
