import { setTimeout as pause } from 'node:timers/promises';
import type { SessionInput } from '../src/contracts/run-virtual-agent-session.js';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import type { Stand } from './stand.js';

const ABREAST = 32;
const PATIENCE_MS = 900_000;
const ACTIVE = 'GenesysStage = "active" and ExecutionStatus = "Running"';

/** Understood with confidence, so that no person is wanted. */
const inputOf = (n: number): SessionInput => ({
  sessionKey: `bench-${n}`,
  from: { id: `customer-${n}` },
  to: [{ id: 'bench-bot' }],
  type: 'chat',
  message: 'Where is my order?',
  attributes: { customer_segment: 'premium' },
});

export type Opening = { readonly startsMs: number; readonly untilAllWaitMs: number };

/** Starts so many sessions and waits until each has its conversation. Throws when that takes more than a quarter of an hour. */
export async function openSessions({ temporal: { client } }: Stand, sessions: number): Promise<Opening> {
  const startedAtMs = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < sessions) {
      await startRun(client, acceptStart('session', inputOf(next++), new Date().toISOString()));
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
  const startsMs = performance.now() - startedAtMs;
  for (let active = 0; active < sessions; await pause(250)) {
    active = (await client.workflow.count(ACTIVE)).count;
    if (performance.now() - startedAtMs > PATIENCE_MS) throw new Error(`only ${active} sessions are active`);
  }
  return { startsMs, untilAllWaitMs: performance.now() - startedAtMs };
}
