import type { WorkflowHandle } from '@temporalio/client';
import { sessionProgressQuery } from '../src/workflows/messages.js';

const POLL_MS = 50;
const PATIENCE_MS = 30_000;

/** The conversation of a session, once it follows it. */
export async function untilCreated(handle: WorkflowHandle): Promise<string> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const { conversationId } = await handle.query(sessionProgressQuery);
    if (conversationId !== null) return conversationId;
    if (performance.now() > deadlineMs) throw new Error('no conversation was created in 30 s');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
