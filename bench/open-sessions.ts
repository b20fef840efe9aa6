import { setTimeout as pause } from 'node:timers/promises';
import type { SessionInput } from '../src/contracts/run-virtual-agent-session.js';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import type { Stand } from './stand.js';

const ABREAST = 32;
const PATIENCE_MS = 900_000;
const OPEN = 'GenesysStage in ("active", "transferred") and ExecutionStatus = "Running"';

/** Understood with confidence, so that no person is wanted. */
const inputOf = (n: number): SessionInput => ({
  sessionKey: `bench-${n}`,
  from: { id: `customer-${n}` },
  to: [{ id: 'bench-bot' }],
  type: 'chat',
  message: 'Where is my order?',
  attributes: { customer_segment: 'premium' },
});

export type Opening = {
  readonly startsMs: number;
  readonly untilAllWaitMs: number;
  /** To a person, because the evaluation came too late: the text itself gives no reason. */
  readonly transferred: number;
};

/** Starts so many sessions and waits until each has its conversation. Throws when that takes more than a quarter of an hour. */
export async function openSessions(
  { temporal: { client }, store }: Stand,
  sessions: number,
): Promise<Opening> {
  const startedAtMs = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < sessions) {
      await startRun(client, acceptStart('session', inputOf(next++), new Date().toISOString()));
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
  const startsMs = performance.now() - startedAtMs;
  for (let open = 0; open < sessions; await pause(250)) {
    open = (await client.workflow.count(OPEN)).count;
    if (performance.now() - startedAtMs > PATIENCE_MS) throw new Error(`only ${open} sessions are open`);
  }
  const untilAllWaitMs = performance.now() - startedAtMs;
  const transferred = (await store.sessions.live()).filter(({ state }) => state === 'transferred').length;
  return { startsMs, untilAllWaitMs, transferred };
}
