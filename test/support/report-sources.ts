import type { SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import { acceptSentimentInput } from '../../src/contracts/analyze-sentiment.js';
import {
  acceptSessionInput,
  publicPlan,
  type SessionResult,
} from '../../src/contracts/run-virtual-agent-session.js';
import { acceptInsightsInput, type InsightsResult } from '../../src/contracts/sync-insights.js';
import { summarizeScores } from '../../src/domain/sentiment-summary.js';
import type { ReportSource } from '../../src/report/builders/report-source.js';
import type { DayFigures, ReportStore, ScoreBin } from '../../src/store/reports.js';
import type { StoredRun } from '../../src/store/runs.js';

export const AUDIT_HEAD = { count: 1280, hash: '5e'.repeat(32) };
const MADE_AT = new Date('2026-11-26T09:30:00Z');

/** Answers nothing but what a test gives. */
const storeOf = (answers: Partial<ReportStore>): ReportStore => ({
  scoreBins: () => Promise.resolve([]),
  days: () => Promise.resolve([]),
  deliveries: () => Promise.resolve([]),
  conversationEvents: () => Promise.resolve([]),
  toldUpdates: () => Promise.resolve([]),
  ...answers,
});

/** As the store gives them: some at a time. */
export async function* inSteps<One>(ones: readonly One[], size = 500): AsyncGenerator<readonly One[]> {
  for (let at = 0; at < ones.length; at += size) yield await Promise.resolve(ones.slice(at, at + size));
}

/** A run of another process has none of these. */
const NO_CSAT: ReportSource['csat'] = {
  conversations: () => inSteps([]),
  rounds: () => Promise.resolve([]),
  groups: () => Promise.resolve([]),
};

export type Changes<Result> = {
  readonly result?: Partial<Result>;
  readonly reports?: Partial<ReportStore>;
  readonly csat?: Partial<ReportSource['csat']>;
  readonly timeZone?: string;
};

/** What a test changes of a run. */
export const sourceOf = (
  run: Omit<StoredRun, 'status'>,
  { reports = {}, csat = {}, timeZone = 'UTC' }: Changes<unknown>,
): ReportSource => ({
  run: { ...run, status: 'completed' },
  reports: storeOf(reports),
  csat: { ...NO_CSAT, ...csat },
  timeZone,
  madeAt: MADE_AT,
});

const day = (
  index: number | null,
  [positive, neutral, negative, unscored]: readonly number[],
  mean: number,
): DayFigures => {
  const scored = (positive ?? 0) + (neutral ?? 0) + (negative ?? 0);
  return {
    ...{
      day: index,
      total: scored + (unscored ?? 0),
      scored,
      positive: positive ?? 0,
      negative: negative ?? 0,
    },
    ...{ scoreSum: scored * mean, scoreSquareSum: scored * (mean ** 2 + 0.16) },
  };
};

/** A week in Berlin in which the clocks went back, with a day without any conversation. */
const DAYS: readonly DayFigures[] = [
  day(0, [268, 251, 190, 58], 0.06),
  day(1, [275, 244, 181, 61], 0.09),
  day(2, [301, 260, 170, 52], 0.13),
  day(3, [240, 256, 221, 66], 0.02),
  day(5, [120, 98, 70, 21], 0.11),
  day(6, [6, 5, 3, 2], 0.19),
];

const BINS: readonly ScoreBin[] = Array.from({ length: 20 }, (_, bin): ScoreBin => {
  const polarity = bin < 8 ? 'negative' : bin < 12 ? 'neutral' : 'positive';
  return { bin, polarity, count: Math.round(420 * Math.exp(-(((bin - 11) / 6) ** 2))) };
});

export function sentimentSource(changes: Changes<SentimentResult> = {}): ReportSource {
  const input = { from: '2026-10-21T22:00:00Z', to: '2026-10-28T23:00:00Z' };
  const scored = BINS.reduce((sum, { count }) => sum + count, 0);
  const of = (polarity: string) =>
    BINS.filter((bin) => bin.polarity === polarity).reduce((sum, { count }) => sum + count, 0);
  const [positive, neutral, negative] = [of('positive'), of('neutral'), of('negative')];
  const [unscored, invalid, unknown] = [260, 3, 1];
  const unique = scored + unscored + invalid + unknown;
  const result: SentimentResult = {
    window: input,
    startedAt: '2026-11-26T08:00:00Z',
    polaritySource: 'wire',
    finality: null,
    counts: {
      ...{ reported: unique, fetched: unique + 2, unique, scored, unscored, invalid, unknown },
      ...{ positive, neutral, negative, duplicates: 2, outside: 0 },
    },
    ...summarizeScores({
      scored,
      positive,
      negative,
      scoreSum: 0.0871 * scored,
      scoreSquareSum: 0.17 * scored,
    }),
    actionRequired: 1061,
    coaching: { delivered: 1002, failed: 2, skipped: 57, skippedBecause: { unchanged: 57 } },
    ...{ complete: true, incompleteBecause: [], pages: 48, requests: 51, auditHead: AUDIT_HEAD },
    ...changes.result,
  };
  return sourceOf(
    {
      ...{
        runId: '0198c0de-7d0f-7a52-8c58-4a0c9b3e6f1d',
        process: 'sentiment',
        plan: acceptSentimentInput(input, result.startedAt),
      },
      workflowId: `sentiment/${input.from}/${input.to}`,
      ...{ startedAt: new Date(result.startedAt), finishedAt: new Date('2026-11-26T08:00:41Z'), result },
    },
    {
      timeZone: 'Europe/Berlin',
      ...changes,
      reports: {
        scoreBins: () => Promise.resolve([...BINS]),
        days: () => Promise.resolve([...DAYS]),
        deliveries: () =>
          Promise.resolve([
            { sink: 'coaching', status: 'delivered', receipt: 'status 202', count: 1002 },
            { sink: 'coaching', status: 'failed', receipt: 'refused with status 422', count: 2 },
          ]),
        ...changes.reports,
      },
    },
  );
}

export function sessionSource(changes: Changes<SessionResult> = {}): ReportSource {
  const at = (time: string) => new Date(`2026-11-25T${time}Z`);
  const conversationId = 'c0ffee00-1111-4222-8333-444455556666';
  const result: SessionResult = {
    ...{ event: 'virtual_agent_session', conversationId, sessionKey: 'order-1042', state: 'settled' },
    ...{ endTime: '2026-11-25T10:09:12Z', resolutionStatus: 'resolved', containment: null },
    ...{ reasons: ['negative_sentiment'], turns: 2, durationMs: 548_000 },
    ...{
      startedAt: '2026-11-25T10:00:00Z',
      handoffQueueId: 'human-support-queue',
      terminationLatencyMs: 1800,
    },
    ...{ unknown: ['containment'], crm: 'delivered', auditHead: AUDIT_HEAD },
    ...changes.result,
  };
  const plan = publicPlan(
    acceptSessionInput({
      ...{ sessionKey: 'order-1042', from: { id: 'customer' }, to: [{ id: 'support-bot' }], type: 'chat' },
      ...{
        message: 'Where is it?',
        fallbackQueueId: 'human-support-queue',
        thresholds: { sentimentMin: -0.5 },
      },
    }),
  );
  return sourceOf(
    {
      ...{
        runId: '0198c0de-aaaa-7a52-8c58-4a0c9b3e6f1d',
        workflowId: 'session/order-1042',
        process: 'session',
        plan,
        result,
      },
      ...{ startedAt: at('10:00:00'), finishedAt: at('10:12:30') },
    },
    {
      timeZone: 'Europe/Berlin',
      ...changes,
      reports: {
        conversationEvents: () =>
          Promise.resolve([
            {
              receivedAt: at('10:09:13.800'),
              event: {
                ...{ eventId: 'event-1', conversationId, sessionKey: 'order-1042', kind: 'ended' },
                ...{
                  occurredAt: result.endTime,
                  resolution: 'resolved',
                  disconnect: 'peer',
                  media: 'chat',
                  source: 'webhook',
                },
              },
            },
          ]),
        toldUpdates: () =>
          Promise.resolve([
            { event: 'virtual_agent_handoff', state: null, status: 'delivered', attemptedAt: at('10:03:20') },
            {
              event: 'virtual_agent_session',
              state: 'ended',
              status: 'delivered',
              attemptedAt: at('10:09:14'),
            },
            {
              event: 'virtual_agent_session',
              state: 'settled',
              status: 'delivered',
              attemptedAt: at('10:12:20'),
            },
          ]),
        ...changes.reports,
      },
    },
  );
}

export function insightsSource(changes: Changes<InsightsResult> = {}): ReportSource {
  const input = { from: '2026-11-24T23:00:00Z', to: '2026-11-25T23:00:00Z' };
  const startedAt = '2026-11-26T08:00:00Z';
  const result: InsightsResult = {
    ...{ window: input, startedAt, pages: 918, requests: 931 },
    conversations: { total: 641, read: 636, forbidden: 3, notFound: 2, unexpectedResponse: 0 },
    insights: {
      ...{ reported: 3127, fetched: 3130, unique: 3119, duplicates: 3, malformed: 8, foreign: 0 },
      ...{ passed: 2413, redacted: 0, held: 706 },
    },
    heldBecause: {
      ...{ stale: 301, lowConfidence: 254, 'personalData:phone': 88, 'personalData:email': 61 },
      ...{ 'personalData:personName': 47, maskingFailed: 19, undated: 6 },
    },
    incompleteBecause: ['forbidden', 'malformed', 'notFound'],
    crm: { delivered: 602, failed: 0, skipped: 11, skippedBecause: { unchanged: 11 } },
    ...{ complete: false, auditHead: AUDIT_HEAD },
    ...changes.result,
  };
  return sourceOf(
    {
      ...{ runId: '0198c0de-bbbb-7a52-8c58-4a0c9b3e6f1d', process: 'insights', result },
      ...{ plan: acceptInsightsInput(input, startedAt), workflowId: `insights/${input.from}/${input.to}` },
      ...{ startedAt: new Date(startedAt), finishedAt: new Date('2026-11-26T08:02:13Z') },
    },
    { timeZone: 'Europe/Berlin', ...changes },
  );
}
