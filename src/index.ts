import type { Client } from '@temporalio/client';
import { createPayloadCodec } from './codec/payload-codec.js';
import { parsePayloadKeys } from './codec/payload-keys.js';
import { acceptStart } from './launch/accept-start.js';
import { startRun, type StartedRun } from './launch/start-run.js';
import { askForPerson, sayTurn, type TurnDecision } from './launch/session-updates.js';
import type { CsatInput, CsatResult } from './contracts/correlate-csat.js';
import type { SentimentInput, SentimentResult } from './contracts/analyze-sentiment.js';
import type { InsightsInput, InsightsResult } from './contracts/sync-insights.js';
import type { StartedProcess } from './domain/names.js';
import type { SessionInput, SessionResult } from './contracts/run-virtual-agent-session.js';

export type { SentimentInput, SentimentResult, SentimentCounts } from './contracts/analyze-sentiment.js';
export type { CsatInput, CsatResult } from './contracts/correlate-csat.js';
export type { InsightsInput, InsightsResult } from './contracts/sync-insights.js';
export type { SessionInput, SessionResult } from './contracts/run-virtual-agent-session.js';
export type { TurnDecision } from './launch/session-updates.js';
export type { StartedRun } from './launch/start-run.js';
export { InvalidInputError, type InputProblem } from './domain/invalid-input.js';

export type StartOptions = {
  /** Instead of the id that follows from the input. */
  readonly workflowId?: string;
  /** What "yesterday" and "in the future" are judged by. */
  readonly now?: Date;
};

/**
 * Starts `analyzeSentiment` through a Temporal client of your own. The same input while it runs gives the same run.
 * @throws {InvalidInputError} naming every field that is wrong, before anything is called
 */
export async function startSentiment(
  client: Client,
  input: SentimentInput,
  options: StartOptions = {},
): Promise<StartedRun> {
  return startAccepted(client, 'sentiment', input, options);
}

/** Waits for a sentiment run and gives its result. Throws `WorkflowFailedError` of `@temporalio/client` when it has none. */
export async function sentimentResult(client: Client, workflowId: string): Promise<SentimentResult> {
  return (await client.workflow.getHandle(workflowId).result()) as SentimentResult;
}

/**
 * Starts `syncInsights`. The same input within 15 minutes gives the same run, unless that one failed.
 * @throws {InvalidInputError} naming every field that is wrong, before anything is called
 */
export async function startInsights(
  client: Client,
  input: InsightsInput,
  options: StartOptions = {},
): Promise<StartedRun> {
  return startAccepted(client, 'insights', input, options);
}

/** Waits for an insights run and gives its result. Throws `WorkflowFailedError` of `@temporalio/client` when it has none. */
export async function insightsResult(client: Client, workflowId: string): Promise<InsightsResult> {
  return (await client.workflow.getHandle(workflowId).result()) as InsightsResult;
}

/**
 * Starts `correlateCsat`. The same input while it runs gives the same run.
 * @throws {InvalidInputError} naming every field that is wrong, before anything is called
 */
export async function startCsat(
  client: Client,
  input: CsatInput,
  options: StartOptions = {},
): Promise<StartedRun> {
  return startAccepted(client, 'csat', input, options);
}

/** Waits for a correlation, for months if it waits for surveys. Throws `WorkflowFailedError` of `@temporalio/client` when it has no result. */
export async function csatResult(client: Client, workflowId: string): Promise<CsatResult> {
  return (await client.workflow.getHandle(workflowId).result()) as CsatResult;
}

/**
 * Starts `runVirtualAgentSession`. A `sessionKey` names one session for as long as Temporal keeps it: asked for again, whether it
 * runs or has ended, the answer is that run.
 * @throws {InvalidInputError} naming every field that is wrong, before anything is called
 */
export async function startSession(
  client: Client,
  input: SessionInput,
  options: Pick<StartOptions, 'workflowId'> = {},
): Promise<StartedRun> {
  return startAccepted(client, 'session', input, options);
}

/** Waits for a session, for days if need be. Throws `WorkflowFailedError` of `@temporalio/client` when it has no result. */
export async function sessionResult(client: Client, workflowId: string): Promise<SessionResult> {
  return (await client.workflow.getHandle(workflowId).result()) as SessionResult;
}

/**
 * Tells a live session, by its key or workflow id, what the customer said, and waits for what follows from it. Not repeatable:
 * said twice, it is two turns.
 * @throws {InvalidInputError} when the text is blank or too long, or the session is unknown or not live
 */
export const submitTurn = (
  client: Client,
  session: string,
  turn: { readonly text: string },
): Promise<TurnDecision> => sayTurn(client, session, turn);

/**
 * Asks for a person to take over, in a queue of your choice or else in the session's own. Asked again, it changes nothing.
 * @throws {InvalidInputError} when the session is unknown or not live, or the queue is no id
 */
export const requestHandoff = (
  client: Client,
  session: string,
  wish: { readonly queueId?: string } = {},
): Promise<TurnDecision> => askForPerson(client, session, wish);

/**
 * The codec of workers that have `PAYLOAD_KEYS`, for a client of your own: `new Client({ dataConverter: { payloadCodecs: [payloadCodec(keys)] } })`.
 * Without it what you start is not encrypted, and what they answer can't be read.
 * @throws {InvalidInputError} when the text is no list of keys
 */
export const payloadCodec = (payloadKeys: string) => createPayloadCodec(parsePayloadKeys(payloadKeys));

function startAccepted(
  client: Client,
  process: StartedProcess,
  input: unknown,
  { workflowId, now = new Date() }: StartOptions,
): Promise<StartedRun> {
  return startRun(client, acceptStart(process, input, now.toISOString()), { workflowId, now });
}
