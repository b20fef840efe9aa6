import { text as readText } from 'node:stream/consumers';
import { askForPerson, sayTurn, type Turn, type TurnDecision } from '../launch/session-updates.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { Client } from '@temporalio/client';
import type { CommandContext, CommandResult } from './context.js';
import { requireWorker } from './pollers.js';

/** `turn <session> --text TEXT|- [--turn-id ID]`: what the customer said, and the decision as JSON. */
export async function turn(
  context: CommandContext,
  session: string,
  { text, turnId }: Turn,
): Promise<CommandResult> {
  // Who pipes a line does not mean its end to be said.
  const said = text === '-' ? (await readText(process.stdin)).replace(/\r?\n$/, '') : text;
  if (said.trim() === '') throw new InvalidInputError([{ field: '--text', problem: 'must not be blank' }]);
  return printDecision(context, (client) =>
    sayTurn(client, session, { text: said, ...(turnId !== undefined && { turnId }) }),
  );
}

/** `handoff <session> [--queue ID]`: asks for a person to take over, and prints the decision as JSON. */
export function handoff(
  context: CommandContext,
  session: string,
  { queue }: { readonly queue?: string },
): Promise<CommandResult> {
  return printDecision(context, (client) =>
    askForPerson(client, session, { ...(queue !== undefined && { queueId: queue }) }),
  );
}

/** Only where a worker is there to answer: an update would wait for one without a word. */
async function printDecision(
  context: CommandContext,
  ask: (client: Client) => Promise<TurnDecision>,
): Promise<CommandResult> {
  const temporal = await context.temporal();
  await requireWorker(temporal);
  context.terminal.print(JSON.stringify(await ask(temporal.client)));
  return 0;
}
