import { cancellationSignal } from '@temporalio/activity';
import type { CsatFigures, CsatPlan, GroupFigures } from '../contracts/correlate-csat.js';
import {
  correlateByAgent,
  correlateByTopic,
  correlateCsat,
  type GroupedCorrelation,
} from '../domain/csat-correlation.js';
import { surveyCoverage } from '../domain/survey-coverage.js';
import { pairAgents, pairConversations } from '../domain/survey-pairing.js';
import type { SurveyedConversation } from '../domain/surveyed-conversation.js';
import type { CsatStore, GroupKind } from '../store/csat.js';
import type { StoredConversation } from '../store/surveyed-conversations.js';
import type { SurveyedRun } from '../store/walk-surveyed.js';

type Deps = { readonly csat: Pick<CsatStore, 'conversations' | 'replaceGroups' | 'recordRound'> };

export type CorrelateSurveysInput = {
  readonly runId: string;
  readonly round: number;
  /** When the surveys of this round were read (ISO). */
  readonly readAt: string;
  readonly plan: SurveyedRun['plan'] &
    Pick<CsatPlan, 'sentimentThreshold' | 'csatThreshold' | 'csatRange' | 'groupBy'>;
};

/** Figures of all that the store has. Those of groups stay there. Safe to repeat: it counts the same rows again. */
export const createCorrelateSurveys = ({ csat }: Deps) =>
  async function correlateSurveys({
    runId,
    round,
    readAt,
    plan,
  }: CorrelateSurveysInput): Promise<CsatFigures> {
    const conversations: SurveyedConversation[] = [];
    for await (const some of csat.conversations({ runId, plan })) {
      cancellationSignal().throwIfAborted();
      conversations.push(...some.map(surveyed));
    }
    const keep = async (kind: GroupKind, correlated: () => GroupedCorrelation): Promise<GroupFigures> => {
      if (!plan.groupBy.includes(kind)) return { groups: null, reason: 'notAsked' };
      // Where parts of a conversation are hidden nobody can say whose answer it was.
      if (kind === 'agent' && plan.filterAtSource) return { groups: null, reason: 'filteredAtSource' };
      const { groups, ungrouped, comparisons } = correlated();
      await csat.replaceGroups(runId, kind, groups);
      return { groups: groups.length, ungrouped, comparisons };
    };
    const { pairs, leftOut } = pairConversations(conversations, plan.csatRange);
    const figures: CsatFigures = {
      correlation: correlateCsat(pairs, plan),
      coverage: surveyCoverage(conversations, plan.csatRange),
      leftOut,
      byAgent: await keep('agent', () =>
        correlateByAgent(pairAgents(conversations, plan.csatRange).pairs, plan),
      ),
      byTopic: await keep('topic', () => correlateByTopic(pairs, plan)),
    };
    await csat.recordRound({ runId, round, readAt, figures });
    return figures;
  };

const surveyed = ({ conversationId, speech, topics, survey }: StoredConversation): SurveyedConversation => ({
  conversationId,
  topics,
  communications: speech.map(({ agentId, sentiment }) => ({ agentId, sentiment })),
  survey,
});
