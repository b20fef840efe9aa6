import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { InvalidInputError } from '../domain/invalid-input.js';
import { SEARCH_ATTRIBUTES } from '../domain/names.js';
import { sessionWorkflowId } from '../domain/workflow-ids.js';
import { requestHandoffUpdate, submitTurnUpdate, type TurnDecision } from '../workflows/messages.js';

export type { TurnDecision } from '../workflows/messages.js';

const refusal = (problem: string, field = 'session') => new InvalidInputError([{ field, problem }]);

/** What the customer said. Repeated under the same `turnId` it is one turn, and gets the answer that it got. */
export type Turn = { readonly text: string; readonly turnId?: string };

/** @throws {InvalidInputError} when the session or its workflow refuses the text; a blank one before anything is called */
export async function sayTurn(
  client: Client,
  session: string,
  { text, turnId }: Turn,
): Promise<TurnDecision> {
  if (text.trim() === '') throw refusal('must not be blank', 'text');
  if (turnId !== undefined && !/^\S{1,200}$/.test(turnId))
    throw refusal('must be 1 to 200 characters without spaces', 'turnId');
  const handle = await liveSession(client, session);
  const named = turnId === undefined ? {} : { updateId: turnId };
  return handle.executeUpdate(submitTurnUpdate, { args: [{ text }], ...named }).catch(asRefusal);
}

/** @throws {InvalidInputError} when the session or its workflow refuses the wish */
export async function askForPerson(
  client: Client,
  session: string,
  { queueId }: { readonly queueId?: string },
): Promise<TurnDecision> {
  const handle = await liveSession(client, session);
  const wish = queueId === undefined ? {} : { queueId };
  return handle.executeUpdate(requestHandoffUpdate, { args: [wish] }).catch(asRefusal);
}

/** A key has no slash; an id that somebody chose for a session may have none either. */
async function liveSession(client: Client, session: string): Promise<WorkflowHandle> {
  const candidates = session.includes('/') ? [session] : [sessionWorkflowId(session), session];
  for (const workflowId of candidates) {
    const handle = client.workflow.getHandle(workflowId);
    const described = await handle.describe().catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    });
    if (described?.type !== 'runVirtualAgentSession') continue;
    if (described.status.name === 'RUNNING') return handle;
    const stage = described.searchAttributes[SEARCH_ATTRIBUTES.stage]?.[0];
    throw refusal(`is ${String(stage ?? described.status.name.toLowerCase())}, not active`);
  }
  throw refusal(`"${session}" is neither the key nor the workflow id of a session`);
}

/** What the workflow's validators say is the caller's to read: `field: problem`, or a sentence about the session. */
function asRefusal(error: unknown): never {
  if (error instanceof WorkflowNotFoundError) throw refusal('has ended, and is not active');
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (isEndOfSession(cause)) throw refusal('was ended before it could answer');
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'InvalidInput') throw error;
  const [, field, problem] = /^(text|queueId): (.+)$/s.exec(cause.message) ?? [];
  throw problem === undefined ? refusal(cause.message.replace(/^the session /, '')) : refusal(problem, field);
}

/** Cancelled in the midst of an evaluation, or closed with an update that the workflow had taken and not answered. */
function isEndOfSession(cause: unknown): boolean {
  const reason = cause instanceof ActivityFailure ? cause.cause : cause;
  return (
    reason instanceof CancelledFailure ||
    (reason instanceof ApplicationFailure && reason.type === 'AcceptedUpdateCompletedWorkflow')
  );
}
