import { randomUUID } from 'node:crypto';
import type { Secret } from '../src/domain/secret.js';
import { signatureHeaders } from '../src/gateways/sinks/standard-webhooks.js';
import { atRate } from './at-rate.js';

/** Of so many events one is a copy of the one before it. */
const COPY_EVERY = 5;

type Load = {
  readonly url: string;
  readonly secret: Secret;
  readonly perSecond: number;
  readonly seconds: number;
};

export type ForeignWebhooks = {
  /** From sending to the answer. */
  readonly answeredMs: readonly number[];
  readonly refused: number;
  /** Events without their copies. */
  readonly distinct: number;
};

type Event = { readonly id: string; readonly body: string };

/** Ends of conversations that are nobody's session, as they come where a whole organisation shares a webhook; some come twice. */
export async function sendForeignWebhooks({
  url,
  secret,
  perSecond,
  seconds,
}: Load): Promise<ForeignWebhooks> {
  const count = perSecond * seconds;
  const events: Event[] = [];
  for (let n = 0; n < count; n++) {
    const before = events.at(-1);
    events.push(before && n % COPY_EVERY === COPY_EVERY - 1 ? before : foreignEnd());
  }
  const answers = await atRate({ perSecond, count }, async (n) => {
    const { id, body } = events[n] ?? foreignEnd();
    const sentAtMs = performance.now();
    const headers = signatureHeaders(secret, { id, atMs: Date.now(), body });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await response.arrayBuffer();
    return { ms: performance.now() - sentAtMs, taken: response.status === 202 };
  });
  return {
    answeredMs: answers.map(({ ms }) => ms),
    refused: answers.filter(({ taken }) => !taken).length,
    distinct: new Set(events).size,
  };
}

function foreignEnd(): Event {
  const body = {
    id: randomUUID(),
    type: 'chat',
    state: 'closed',
    to: [{ id: 'another-bot' }],
    from: { id: 'another-customer' },
    startTime: new Date(Date.now() - 60_000).toISOString(),
    endTime: new Date().toISOString(),
    resolutionStatus: 'resolved',
    attributes: { customer_segment: 'premium' },
  };
  return { id: randomUUID(), body: JSON.stringify(body) };
}
