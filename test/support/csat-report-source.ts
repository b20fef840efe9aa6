import { acceptCsatInput, type CsatInput, type CsatResult } from '../../src/contracts/correlate-csat.js';
import { correlateByAgent, correlateCsat } from '../../src/domain/csat-correlation.js';
import { surveyCoverage } from '../../src/domain/survey-coverage.js';
import { pairAgents, pairConversations } from '../../src/domain/survey-pairing.js';
import type { ReportSource } from '../../src/report/builders/report-source.js';
import type { StoredConversation } from '../../src/store/surveyed-conversations.js';
import { AUDIT_HEAD, inSteps, sourceOf, type Changes } from './report-sources.js';

const STARTED_AT = '2026-11-26T08:00:00Z';
const RANGE = { min: 1, max: 5 };

/** Between 0 and 1, always the same for the same two numbers, and without a pattern that anybody sees. */
const drawn = (number: number, salt: number): number => {
  const value = Math.sin(number * 12.9898 + salt * 78.233) * 43_758.5453;
  return value - Math.floor(value);
};

/** A fortnight in Berlin of five agents; every third customer answers, some conversations have no sentiment, some no hour. */
function conversation(number: number): StoredConversation {
  const sentiment = 2 * drawn(number, 1) - 1;
  const answer = Math.round(3.4 + 1.3 * sentiment + 2.4 * (drawn(number, 2) - 0.5));
  const atMs = Date.parse('2026-10-31T23:00:00Z') + Math.floor(drawn(number, 3) * 14 * 24) * 3_600_000;
  const agentId = `agent-${String(1 + Math.floor(drawn(number, 4) ** 2 * 5)).padStart(2, '0')}`;
  const part = {
    ...{
      agentId,
      analytics: { count: 4, sum: 2.5 },
      time: number % 100 === 0 ? null : new Date(atMs).toISOString(),
    },
    sentiment: number % 12 === 0 ? null : { avg: sentiment, count: 8 },
  };
  return {
    conversationId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    ...{ speech: [part], topics: [] },
    survey: number % 3 === 0 ? { agentId, csat: Math.min(5, Math.max(1, answer)) } : null,
  };
}

type CsatChanges = Changes<CsatResult> & { readonly input?: Partial<CsatInput>; readonly count?: number };

/** A run that read the surveys of `count` conversations three times; its figures are what the domain makes of them. */
export function csatSource({ input = {}, count = 3000, ...changes }: CsatChanges = {}): ReportSource {
  const plan = acceptCsatInput(
    {
      ...{ from: '2026-10-31T23:00:00Z', to: '2026-11-14T23:00:00Z', csatRange: RANGE, csatThreshold: 4 },
      ...{ modelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890', sentimentThreshold: 0.2 },
      ...{ waitForSurveys: { until: '2026-12-24T00:00:00Z', coverage: 0.3 }, ...input },
    },
    STARTED_AT,
  );
  const conversations = Array.from({ length: count }, (_, index) => conversation(index + 1));
  const surveyed = conversations.map(({ speech, ...known }) => ({ ...known, communications: speech }));
  const { pairs, leftOut } = pairConversations(surveyed, plan.csatRange);
  const byAgent = correlateByAgent(pairAgents(surveyed, plan.csatRange).pairs, plan);
  const coverage = surveyCoverage(surveyed, plan.csatRange);
  const source = { reported: count, fetched: count, unique: count, malformed: 0, rereads: 0 };
  const notInThisProfile = 'notInThisProfile';
  const result: CsatResult = {
    ...{ window: plan.interval, modelId: plan.modelId, startedAt: STARTED_AT },
    ...{ correlation: correlateCsat(pairs, plan), coverage, leftOut },
    byAgent: { ...byAgent, groups: byAgent.groups.length },
    byTopic: { groups: null, reason: 'notAsked' },
    unknown: {
      ...{ surveysSent: notInThisProfile, partialResponses: notInThisProfile, answerLag: notInThisProfile },
      ...{ surveyOwner: notInThisProfile, queue: notInThisProfile, mediaType: notInThisProfile },
    },
    ...{ speech: source, surveys: { ...source, reported: coverage.answered, unique: coverage.answered } },
    ...{ rounds: 3, corrections: 2, waitedFor: 'coverage', provisionalSince: null },
    coaching: { delivered: coverage.answered, failed: 0, skipped: 0, skippedBecause: {} },
    ...{ complete: true, incompleteBecause: [], pages: 61, requests: 63, auditHead: AUDIT_HEAD },
    ...changes.result,
  };
  const round = (number: number, readAt: string, answered: number) => ({
    ...{ round: number, readAt: new Date(readAt) },
    figures: { coverage: { ...coverage, answered } },
  });
  return sourceOf(
    {
      ...{ runId: '0198c0de-cccc-7a52-8c58-4a0c9b3e6f1d', process: 'csat', plan, result },
      workflowId: `csat/${plan.interval.from}/${plan.interval.to}`,
      ...{ startedAt: new Date(STARTED_AT), finishedAt: new Date('2026-11-26T11:00:04Z') },
    },
    {
      timeZone: 'Europe/Berlin',
      ...changes,
      csat: {
        conversations: () => inSteps(conversations),
        groups: (_, kind) => Promise.resolve(kind === 'agent' ? [...byAgent.groups] : []),
        rounds: () =>
          Promise.resolve([
            round(1, STARTED_AT, Math.round(coverage.answered * 0.7)),
            round(2, '2026-11-26T09:00:00Z', Math.round(coverage.answered * 0.9)),
            round(3, '2026-11-26T11:00:00Z', coverage.answered),
          ]),
        ...changes.csat,
      },
    },
  );
}
