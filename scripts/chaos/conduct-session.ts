import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import type { Outcome } from '../../src/commands/outcome.js';
import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import {
  requestHandoffUpdate,
  sessionProgressQuery,
  submitTurnUpdate,
} from '../../src/workflows/messages.js';
import type { Scene } from './chaos-subject.js';
import { insist } from './insist.js';
import type { SessionCourse } from './session-courses.js';
import { untilOutcome } from './until-outcome.js';

/** A worker that is dead answers never: then it is asked again. */
const ANSWER_MS = 5000;
const LOOK_EVERY_MS = 250;

export const sessionKeyOf = ({ name }: Scene, { label }: SessionCourse): string => `${name}.${label}`;

export const acceptCourse = (scene: Scene, course: SessionCourse) =>
  acceptStart('session', { ...course.input, sessionKey: sessionKeyOf(scene, course) }, scene.now);

type Conducted = { readonly outcome: Outcome; readonly answers: readonly unknown[] };

/** One session from its start to its end. Every message has an id, so a message whose answer was lost is the same message again. */
export async function conductSession(scene: Scene, course: SessionCourse): Promise<Conducted> {
  const deadlineMs = Date.now() + scene.timeoutMs;
  const { client } = scene.client;
  const ask = <T>(attempt: () => Promise<T>) =>
    insist(() => client.withDeadline(Date.now() + ANSWER_MS, attempt), {
      deadlineMs,
      isFinal: (error) => error instanceof WorkflowUpdateFailedError,
    });
  const started = await ask(() => startRun(client, acceptCourse(scene, course)));
  const handle = client.workflow.getHandle(started.workflowId);
  const answers: unknown[] = [];
  if (course.isEndedByUs) {
    const conversationId = await whenFollowed(handle, ask, deadlineMs);
    for (const [index, text] of course.turns.entries()) {
      const options = { updateId: `turn/${index}`, args: [{ text }] as [{ text: string }] };
      answers.push(await ask(() => handle.executeUpdate(submitTurnUpdate, options)));
    }
    const { handoffTo: queueId } = course;
    if (queueId !== null) {
      const options = { updateId: 'handoff', args: [{ queueId }] as [{ queueId: string }] };
      answers.push(await ask(() => handle.executeUpdate(requestHandoffUpdate, options)));
    }
    await insist(() => scene.control.endConversation(conversationId), { deadlineMs });
  }
  const outcome = await untilOutcome(scene.client, started, Math.max(1, deadlineMs - Date.now()));
  return { outcome, answers };
}

async function whenFollowed(
  handle: WorkflowHandle,
  ask: <T>(attempt: () => Promise<T>) => Promise<T>,
  deadlineMs: number,
): Promise<string> {
  for (; Date.now() < deadlineMs; await pause(LOOK_EVERY_MS)) {
    const { stage, conversationId } = await ask(() => handle.query(sessionProgressQuery));
    if (stage !== 'creating' && conversationId !== null) return conversationId;
  }
  throw new Error(`${handle.workflowId} has no conversation`);
}
