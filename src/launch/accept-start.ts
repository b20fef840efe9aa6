import { acceptCsatInput, type CsatInput } from '../contracts/correlate-csat.js';
import { acceptInsightsInput } from '../contracts/sync-insights.js';
import { acceptSessionInput, publicPlan } from '../contracts/run-virtual-agent-session.js';
import { acceptSentimentInput, SENTIMENT_DEFAULTS } from '../contracts/analyze-sentiment.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { sliceInterval } from '../domain/interval.js';
import { PROCESSES, type StartedProcess } from '../domain/names.js';
import {
  csatWorkflowId,
  insightsWorkflowId,
  sentimentWorkflowId,
  sessionWorkflowId,
} from '../domain/workflow-ids.js';

/** An input that was accepted: what will be started, and what `--dry-run` shows of it. */
export type AcceptedStart = {
  readonly process: StartedProcess;
  readonly workflowType: string;
  readonly workflowId: string;
  readonly summary: string;
  readonly input: object;
  readonly plan: object;
  /** For how long after its start a run that did not fail is the answer to the same question; endless: whatever became of it. */
  readonly answersForMs: number;
};

/** What the command line and the package's functions know of each process. */
const ACCEPT: Record<StartedProcess, (input: unknown, now: string) => AcceptedStart> = {
  sentiment(input, now) {
    const { from, to, ...options } = acceptSentimentInput(input, now);
    const defaults: Readonly<Record<string, unknown>> = SENTIMENT_DEFAULTS;
    const chosen = Object.fromEntries(
      Object.entries(options).filter(([field, value]) => value !== defaults[field]),
    );
    return {
      process: 'sentiment',
      workflowType: 'analyzeSentiment',
      workflowId: sentimentWorkflowId({ from, to }, chosen),
      summary: `sentiment of the conversations from ${from} to ${to}`,
      input: { from, to, ...chosen },
      plan: {
        from,
        to,
        ...options,
        slices: sliceInterval({ from, to }, { atLeast: options.slices }).length,
      },
      answersForMs: 0,
    };
  },
  insights(input, now) {
    const plan = acceptInsightsInput(input, now);
    const { interval, conversationIds } = plan;
    return {
      process: 'insights',
      workflowType: 'syncInsights',
      workflowId: insightsWorkflowId(plan),
      summary: interval
        ? `insights of the conversations from ${interval.from} to ${interval.to}`
        : `insights of ${conversationIds?.length} conversations`,
      // What was said as "yesterday" stays the day that it was.
      input: {
        ...(input as object),
        ...(interval && { ...interval, window: undefined, timeZone: undefined }),
      },
      plan: { ...plan, conversationIds: conversationIds?.length ?? null },
      answersForMs: 15 * 60_000,
    };
  },
  csat(input, now) {
    const plan = acceptCsatInput(input, now);
    const { interval, conversationIds, topics } = plan;
    const given = input as CsatInput;
    const isBounded = given.from !== undefined || given.window !== undefined;
    return {
      process: 'csat',
      workflowType: 'correlateCsat',
      workflowId: csatWorkflowId({ ...plan, interval: isBounded ? interval : null }),
      summary: conversationIds
        ? `sentiment and surveys of ${conversationIds.length} conversations`
        : `sentiment and surveys from ${interval.from} to ${interval.to}`,
      input: { ...given, ...(isBounded && { ...interval, window: undefined, timeZone: undefined }) },
      plan: { ...plan, conversationIds: conversationIds?.length ?? null, topics: topics ?? null },
      answersForMs: 0,
    };
  },
  session(input) {
    const plan = acceptSessionInput(input);
    return {
      process: 'session',
      workflowType: 'runVirtualAgentSession',
      workflowId: sessionWorkflowId(plan.sessionKey),
      summary: `virtual-agent session ${plan.sessionKey}`,
      input: input as object,
      plan: publicPlan(plan),
      // The key names one session for ever: asked for again, it is the one that was.
      answersForMs: Infinity,
    };
  },
};

/** @throws {InvalidInputError} for an unknown process or an input that it refuses, before anything is called */
export function acceptStart(process: string, input: unknown, now: string): AcceptedStart {
  const known = PROCESSES.find((name) => name === process);
  if (!known) {
    throw new InvalidInputError([
      { field: 'process', problem: `"${process}" is unknown; known: ${PROCESSES.join(', ')}` },
    ]);
  }
  return ACCEPT[known](input, now);
}
