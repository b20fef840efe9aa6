import { randomBytes } from 'node:crypto';
import { loadConfig } from '../src/config.js';
import { WEBHOOK_PATHS } from '../src/domain/names.js';
import { Secret } from '../src/domain/secret.js';
import { registerWebhook } from '../scripts/register-webhook.js';
import { freePort } from '../scripts/servers/free-port.js';
import { endSessions } from './end-sessions.js';
import { sendForeignWebhooks } from './foreign-webhooks.js';
import { memoryOf } from './memory.js';
import { openSessions } from './open-sessions.js';
import { quantile, type Bench, type Figure } from './report.js';
import { sessionLosses } from './session-losses.js';
import { startStand, type Stand } from './stand.js';

const FOREIGN = { perSecond: 50, seconds: 20 };
const ENDS = { perSecond: 10, seconds: 30 };

async function opening(stand: Stand, sessions: number): Promise<Figure[]> {
  const { startsMs, untilAllWaitMs, transferred } = await openSessions(stand, sessions);
  return [
    { name: 'sessions', value: sessions, unit: '' },
    { name: 'all started', value: startsMs / 1000, unit: 's' },
    { name: 'all waiting', value: untilAllWaitMs / 1000, unit: 's' },
    { name: 'opened', value: sessions / (untilAllWaitMs / 1000), unit: '/s' },
    { name: 'not evaluated in time', value: transferred, unit: '', bar: { atMost: 0 } },
  ];
}

async function accepting({ store }: Stand, url: string, secret: Secret): Promise<Figure[]> {
  const { answeredMs, refused, distinct } = await sendForeignWebhooks({ url, secret, ...FOREIGN });
  const { pending } = await store.inbox.counts();
  return [
    { name: 'webhooks at 50/s: p50', value: quantile(answeredMs, 0.5), unit: 'ms' },
    { name: 'webhooks at 50/s: p99', value: quantile(answeredMs, 0.99), unit: 'ms', bar: { atMost: 100 } },
    { name: 'webhooks not accepted', value: refused, unit: '', bar: { atMost: 0 } },
    {
      name: 'webhooks lost or kept twice',
      value: Math.abs(distinct - pending),
      unit: '',
      bar: { atMost: 0 },
    },
  ];
}

async function ending(stand: Stand): Promise<Figure[]> {
  const ended = await endSessions(stand, ENDS);
  const { workflowIds, closedMs } = ended;
  return [
    { name: 'sessions ended at 10/s', value: workflowIds.length, unit: '' },
    { name: 'webhook to closed workflow: p50', value: quantile(closedMs, 0.5), unit: 'ms' },
    {
      name: 'webhook to closed workflow: p99',
      value: quantile(closedMs, 0.99),
      unit: 'ms',
      bar: { atMost: 2000 },
    },
    ...(await sessionLosses(stand, ended)),
  ];
}

async function memory(stand: Stand): Promise<Figure[]> {
  const { worker, database } = await memoryOf(stand);
  return [
    { name: 'worker memory', value: worker, unit: 'MB' },
    { name: 'database memory', value: database, unit: 'MB' },
    { name: 'worker and database', value: worker + database, unit: 'MB', bar: { atMost: 1200 } },
  ];
}

/** Sessions that wait on one worker as in production, with private histories, and what webhooks do to it. */
export const sessions: Bench = async ({ sessions: count, say }) => {
  const newKey = () => randomBytes(32).toString('base64');
  const secret = `whsec_${newKey()}`;
  const port = String(await freePort());
  const publicUrl = `http://127.0.0.1:${port}`;
  const stand = await startStand({
    conversations: 0,
    requestsPerMinute: 0,
    workers: 1,
    variables: {
      INGRESS_PORT: port,
      INGRESS_PUBLIC_URL: publicUrl,
      INGRESS_SECRETS: secret,
      PAYLOAD_KEYS: `bench:${newKey()}`,
    },
  });
  try {
    await registerWebhook(loadConfig(stand.environment), say);
    say(`${count.toLocaleString('en')} sessions on one worker`);
    const opened = await opening(stand, count);
    say(`${FOREIGN.perSecond} webhooks a second for ${FOREIGN.seconds} s`);
    const url = `${publicUrl}${WEBHOOK_PATHS.conversation}`;
    const accepted = await accepting(stand, url, new Secret(secret));
    say(`${ENDS.perSecond} ends a second for ${ENDS.seconds} s`);
    return [...opened, ...accepted, ...(await ending(stand)), ...(await memory(stand))];
  } finally {
    await stand.close();
  }
};
