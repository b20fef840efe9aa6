import type { RedeliveryInput } from '../contracts/redeliver.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { SINKS, type SinkName } from '../domain/names.js';
import { redeliveryRun } from '../launch/redelivery-run.js';
import { startRun } from '../launch/start-run.js';
import type { TemporalClient } from '../wiring/connect-temporal.js';
import type { CommandContext, CommandResult } from './context.js';
import { follow } from './follow.js';
import { requireWorker } from './pollers.js';

export type RetryOptions = { readonly sink?: SinkName; readonly key?: string; readonly wait?: boolean };

/**
 * `deliveries retry [--sink SINK] [--key KEY] [--wait]`: starts a redelivery for each sink that is meant, one JSON object for each.
 * Exit 1 where one was under way already, because it need not be about the same deliveries, or where one that was waited for failed.
 */
export async function retryDeliveries(
  context: CommandContext,
  { sink, key, wait = false }: RetryOptions,
): Promise<CommandResult> {
  const inputs = key === undefined ? inputsOf(sink) : [await inputOfKey(context, { key, sink })];
  const temporal = await context.temporal();
  await requireWorker(temporal);
  const results: CommandResult[] = [];
  for (const input of inputs) results.push(await retry(context, temporal, { input, wait }));
  return results.every((result) => result === 0) ? 0 : 1;
}

const inputsOf = (sink: SinkName | undefined): RedeliveryInput[] =>
  (sink === undefined ? SINKS : [sink]).map((one) => ({ sink: one }));

/** @throws {InvalidInputError} when nothing would come of it */
async function inputOfKey(
  context: CommandContext,
  { key, sink }: { readonly key: string; readonly sink: SinkName | undefined },
): Promise<RedeliveryInput> {
  const refuse = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);
  const delivery = await (await context.store()).deliveries.find(key);
  if (!delivery) {
    throw refuse('--key', `"${key}" is not known; \`client deliveries --failed --json\` shows what is`);
  }
  if (delivery.status !== 'failed') throw refuse('--key', `this delivery is ${delivery.status}, not failed`);
  if (delivery.skippedBecause !== null) throw refuse('--key', PROBLEMS[delivery.skippedBecause]);
  if (sink !== undefined && sink !== delivery.sink)
    throw refuse('--sink', `this delivery goes to ${delivery.sink}`);
  return { sink: delivery.sink, key };
}

const PROBLEMS = {
  superseded: 'something newer was said of the same subject, which this would overwrite',
  purged: 'the body of this delivery was erased',
} as const;

async function retry(
  { terminal, now }: CommandContext,
  { client }: TemporalClient,
  { input, wait }: { readonly input: RedeliveryInput; readonly wait: boolean },
): Promise<CommandResult> {
  const { workflowId, runId, alreadyRunning, status } = await startRun(client, redeliveryRun(input), {
    now: now(),
  });
  terminal.note(
    alreadyRunning
      ? `already ${status}: ${workflowId}; repeat this when it has ended`
      : `started: ${workflowId}`,
  );
  if (alreadyRunning || !wait) {
    terminal.print(JSON.stringify({ workflowId, runId, status }));
    return alreadyRunning ? 1 : 0;
  }
  const outcome = await follow(client.workflow.getHandle(workflowId), runId, terminal);
  terminal.print(JSON.stringify(outcome));
  return outcome.status === 'completed' ? 0 : 1;
}
