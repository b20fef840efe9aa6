import type { SinkConfig } from '../config.js';
import { strangerProblem } from '../domain/organisation.js';
import { createSink } from '../gateways/sinks/index.js';
import { missingSearchAttributes } from '../wiring/search-attributes.js';
import { exitCodeOf, sentencesOf } from '../wiring/exit-code.js';
import type { CommandContext, CommandResult } from './context.js';
import { queuesWithoutWorker } from './pollers.js';
import { wantedWebhook } from './wanted-webhook.js';
import { withGenesys } from './with-genesys.js';

/** A check answers with what it found; what it throws is what is wrong, with the remedy. */
type Check = { readonly name: string; readonly run: (context: CommandContext) => Promise<string> };

const CHECKS: readonly Check[] = [
  { name: 'temporal', run: async (context) => `answers at ${(await context.temporal()).address}` },
  { name: 'workers', run: checkWorkers },
  { name: 'search attributes', run: checkSearchAttributes },
  { name: 'retention', run: checkRetention },
  { name: 'genesys token', run: (context) => checkToken(context) },
  { name: 'clock', run: (context) => checkClock(context) },
  { name: 'store', run: checkStore },
  { name: 'organisation', run: (context) => checkOrganisation(context) },
  { name: 'coaching sink', run: ({ config }) => checkSink(config.sinks.coaching, 'COACHING_URL') },
  { name: 'crm sink', run: ({ config }) => checkSink(config.sinks.crm, 'CRM_URL') },
  { name: 'ingress', run: checkIngress },
  { name: 'webhook', run: checkWebhook },
  { name: 'private histories', run: checkPrivacy },
];

/** `doctor`: every check, one line each, whatever the others say. Nothing is changed anywhere. Exit 1 when one fails. */
export async function doctor(context: CommandContext): Promise<CommandResult> {
  let failed = 0;
  for (const { name, run } of CHECKS) {
    const { ok, says } = await run(context).then(
      (found) => ({ ok: true, says: found }),
      (error: unknown) => ({ ok: false, says: sentenceOf(error) }),
    );
    if (!ok) failed += 1;
    context.terminal.print(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(18)} ${says}`);
  }
  return failed === 0 ? 0 : 1;
}

/** One line, whatever it is: for a doctor even a bug is only a finding. */
const sentenceOf = (error: unknown): string =>
  error instanceof Error && exitCodeOf(error) === 1 ? error.message : sentencesOf(error).join('; ');

async function checkWorkers(context: CommandContext): Promise<string> {
  const unserved = await queuesWithoutWorker(await context.temporal());
  if (unserved.length > 0)
    throw new Error(`nobody polls ${unserved.join(', ')}; start a worker with \`npm start\``);
  return 'all task queues are polled';
}

async function checkSearchAttributes(context: CommandContext): Promise<string> {
  const missing = await missingSearchAttributes(await context.temporal());
  if (missing.length > 0)
    throw new Error(`${missing.join(', ')} not registered; run \`npm run client -- setup\``);
  return 'registered';
}

async function checkRetention(context: CommandContext): Promise<string> {
  const { connection, namespace } = await context.temporal();
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const hours = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 3600;
  return `Temporal keeps closed runs for ${hours} h; results stay in the store`;
}

const checkToken = (context: CommandContext): Promise<string> =>
  withGenesys(context, async ({ tokens }) => {
    await tokens.current();
    return `${context.config.genesys().loginUrl} gave one`;
  });

const MAX_SKEW_MS = 30_000;

/** Tokens and signatures are judged by clocks. */
const checkClock = (context: CommandContext): Promise<string> =>
  withGenesys(context, async ({ serverTime }) => {
    const theirs = await serverTime();
    if (theirs === null) return 'not known: the Genesys host sends no Date header';
    const skewMs = Math.abs(theirs.getTime() - context.now().getTime());
    if (skewMs <= MAX_SKEW_MS) return 'agrees with the Genesys host';
    throw new Error(`${Math.round(skewMs / 1000)} s from the Genesys host's; set this machine's clock`);
  });

async function checkStore(context: CommandContext): Promise<string> {
  const store = await context.store({ olderSchema: 'accept' });
  if ((await store.schemaState()) === 'older')
    throw new Error('the schema is missing or older; run `npm run client -- setup`');
  const { count } = await store.audit.head();
  return `schema is current, ${count} audit entries`;
}

/** That nobody else's conversations are in the store. */
const checkOrganisation = (context: CommandContext): Promise<string> =>
  withGenesys(context, async (genesys) => {
    const found = await genesys.organisation();
    const store = await context.store({ olderSchema: 'accept' });
    const bound = (await store.schemaState()) === 'older' ? null : await store.organisation.find();
    if (bound && bound.id !== found.id) throw new Error(strangerProblem('store', found, bound));
    return `${found.name}, ${bound ? 'to which the store belongs' : 'to which the store will belong'}`;
  });

const checkSink = (sink: SinkConfig | null, variable: string): Promise<string> =>
  sink ? createSink(sink).probe() : Promise.resolve(`none configured (${variable}): nothing is pushed`);

function checkIngress({ config }: CommandContext): Promise<string> {
  const { port, host, publicUrl } = config.ingress;
  if (port === null && publicUrl === null)
    return Promise.resolve('none configured (INGRESS_PORT, INGRESS_PUBLIC_URL): ends are found by the sweep');
  const listens = port === null ? 'not in a worker with these variables' : `${host}:${port}`;
  return Promise.resolve(`reached at ${publicUrl ?? 'no public URL'}, listens on ${listens}`);
}

async function checkWebhook(context: CommandContext): Promise<string> {
  const wanted = wantedWebhook(context.config);
  if (wanted === null) return 'none wanted (INGRESS_PUBLIC_URL)';
  const { url, event, host } = wanted.key;
  const store = await context.store({ olderSchema: 'accept' });
  const found = (await store.schemaState()) === 'older' ? null : await store.webhooks.find(wanted.key);
  if (!found) throw new Error(`${event} to ${url} is not registered; run \`npm run client -- setup\``);
  return `${event} to ${url} is registered at ${host} as ${found.webhookId}`;
}

/** Sessions and insights carry what customers said through Temporal's histories. */
async function checkPrivacy({ config }: CommandContext): Promise<string> {
  const [first, ...older] = config.payloadKeys;
  if (first) {
    const also = older.length > 0 ? `, ${older.map(({ id }) => id).join(', ')} still decrypts` : '';
    return `payloads are encrypted with key ${first.id}${also}`;
  }
  const { baseUrl, isLocal } = config.genesys();
  if (isLocal) return 'payloads are not encrypted (PAYLOAD_KEYS); nobody real speaks on this machine';
  throw new Error(
    `what customers say to ${baseUrl} would be readable in Temporal; set PAYLOAD_KEYS=<id>:<key> everywhere, the key from \`openssl rand -base64 32\``,
  );
}
