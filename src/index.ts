import type { Client } from '@temporalio/client';
import { createPayloadCodec } from './codec/payload-codec.js';
import { parsePayloadKeys } from './codec/payload-keys.js';
import { acceptStart } from './launch/accept-start.js';
import { startRun, type StartedRun } from './launch/start-run.js';
import type { SentimentInput, SentimentResult } from './contracts/analyze-sentiment.js';

export type { SentimentInput, SentimentResult, SentimentCounts } from './contracts/analyze-sentiment.js';
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
  const accepted = acceptStart('sentiment', input, (options.now ?? new Date()).toISOString());
  return startRun(client, { ...accepted, workflowId: options.workflowId ?? accepted.workflowId });
}

/** Waits for a sentiment run and gives its result. Throws `WorkflowFailedError` of `@temporalio/client` when it has none. */
export async function sentimentResult(client: Client, workflowId: string): Promise<SentimentResult> {
  return (await client.workflow.getHandle(workflowId).result()) as SentimentResult;
}

/**
 * The codec of workers that have `PAYLOAD_KEYS`, for a client of your own: `new Client({ dataConverter: { payloadCodecs: [payloadCodec(keys)] } })`.
 * Without it what you start is not encrypted, and what they answer can't be read.
 * @throws {InvalidInputError} when the text is no list of keys
 */
export const payloadCodec = (payloadKeys: string) => createPayloadCodec(parsePayloadKeys(payloadKeys));
