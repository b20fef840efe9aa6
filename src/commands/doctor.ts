import { createGenesysGateway, type GenesysGateway } from '../gateways/genesys/index.js';
import { createSink } from '../gateways/sinks/index.js';
import { missingSearchAttributes } from '../wiring/search-attributes.js';
import { exitCodeOf, sentencesOf } from '../wiring/exit-code.js';
import type { CommandContext, CommandResult } from './context.js';
import { queuesWithoutWorker } from './pollers.js';

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
  { name: 'coaching sink', run: checkCoachingSink },
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

async function withGenesys<T>(
  { config }: CommandContext,
  use: (gateway: GenesysGateway) => Promise<T>,
): Promise<T> {
  const { baseUrl, loginUrl, credentials } = config.genesys();
  const gateway = createGenesysGateway({ baseUrl, loginUrl, credentials });
  try {
    return await use(gateway);
  } finally {
    await gateway.close();
  }
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

async function checkCoachingSink({ config }: CommandContext): Promise<string> {
  const { coaching } = config.sinks;
  return coaching ? createSink(coaching).probe() : 'none configured (COACHING_URL): nothing is pushed';
}
