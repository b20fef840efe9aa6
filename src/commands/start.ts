import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { CommandContext, CommandResult } from './context.js';
import { follow } from './follow.js';
import { requireWorker } from './pollers.js';
import { acceptStart } from '../launch/accept-start.js';
import { startRun } from '../launch/start-run.js';

export type StartOptions = {
  /** A file with JSON, or `-` for standard input. */
  readonly input?: string;
  readonly id?: string;
  readonly wait?: boolean;
  readonly dryRun?: boolean;
};

/** `start <process>`: refuses bad input before anything is called; with `--wait` the last line tells the outcome. */
export async function start(
  context: CommandContext,
  process: string,
  options: StartOptions,
): Promise<CommandResult> {
  const accepted = acceptStart(process, await readInput(options.input), context.now().toISOString());
  if (options.id === '') throw new InvalidInputError([{ field: '--id', problem: 'must not be empty' }]);
  if (options.dryRun) {
    const { workflowType, plan } = accepted;
    const workflowId = options.id ?? accepted.workflowId;
    context.terminal.print(JSON.stringify({ dryRun: true, workflowType, workflowId, plan }));
    return 0;
  }
  const temporal = await context.temporal();
  await requireWorker(temporal);
  const { workflowId, runId, alreadyRunning, status } = await startRun(temporal.client, accepted, {
    workflowId: options.id,
    now: context.now(),
  });
  context.terminal.note(`${alreadyRunning ? `already ${status}` : 'started'}: ${workflowId}`);
  if (!options.wait) {
    context.terminal.print(JSON.stringify({ workflowId, runId, status }));
    return 0;
  }
  const outcome = await follow(temporal.client.workflow.getHandle(workflowId), runId, context.terminal);
  context.terminal.print(JSON.stringify(outcome));
  return outcome.status === 'completed' ? 0 : 1;
}

/** @throws {InvalidInputError} naming `input` when it can't be read or is not a JSON object */
async function readInput(source: string | undefined): Promise<unknown> {
  if (source === undefined) return {};
  const refuse = (problem: string) => new InvalidInputError([{ field: 'input', problem }]);
  const said = await (source === '-' ? text(process.stdin) : readFile(source, 'utf8')).catch(() => {
    throw refuse(`can't read the file ${source}`);
  });
  if (said.trim() === '') throw refuse('is empty; give a JSON object');
  try {
    return JSON.parse(said) as unknown;
  } catch (error) {
    throw refuse(`is not JSON${placeOf(error)}`);
  }
}

/** Where a parser stopped. The rest of its sentence may quote what stands there, which may be what a customer said. */
function placeOf(error: unknown): string {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  return position === undefined ? '' : ` (it breaks off or goes wrong at character ${Number(position) + 1})`;
}
