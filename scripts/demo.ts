import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, readEnvironment } from '../src/config.js';
import { ensureLocalDatabase } from '../src/store/local/ensure-local-database.js';
import { connectTemporal } from '../src/wiring/connect-temporal.js';
import { exitCodeOf, sentencesOf } from '../src/wiring/exit-code.js';
import { openStore } from '../src/wiring/open-store.js';
import { createTerminal } from '../src/wiring/terminal.js';
import { closing, heading } from './demo-report.js';
import { writeDemoReport } from './demo-reports.js';
import { demonstrateCsat } from './demo-csat.js';
import { demonstrateInsights } from './demo-insights.js';
import { demonstrateSentiment } from './demo-sentiment.js';
import { demonstrateSession } from './demo-session.js';
import { endProcess } from './end-process.js';
import { untilPolled } from './until-polled.js';
import { startWorkerProcess } from './worker-process.js';
import { registerWebhook } from './register-webhook.js';
import { startWorld } from './world.js';

const CONVERSATIONS = 5000;

const { values: flags } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
const terminal = createTerminal();
/** What to end, newest last. Ended in reverse, whether the demonstration came to its end or not. */
const running: { stop(): Promise<void> }[] = [];

async function demonstrate(): Promise<void> {
  const environment = readEnvironment();
  await mkdir('.data', { recursive: true, mode: 0o700 });
  const dataDir = await mkdtemp(join('.data', 'demo-'));
  running.push({ stop: () => rm(dataDir, { recursive: true, force: true }) });
  terminal.print(heading());

  terminal.progress('starting Temporal, the store and a simulated Genesys …');
  const database = environment.DATABASE_URL ? null : ensureLocalDatabase({ dataDir });
  if (database) running.push({ stop: async () => endProcess((await database).pid) });
  const world = await startWorld({ environment, dataDir, conversations: CONVERSATIONS, say: terminal.note });
  running.push(world);
  await database;
  const logFile = join(dataDir, 'worker.log');
  const worker = startWorkerProcess({ environment: world.environment, logFile });
  running.push(worker);

  const config = loadConfig(world.environment);
  const temporal = await connectTemporal(config);
  await untilPolled(temporal, worker).catch(async (error: unknown) => {
    throw new Error(`${String(error)}\n${await readFile(logFile, 'utf8')}`);
  });
  const { store } = await openStore(config, { say: terminal.note, olderSchema: 'refuse' });
  running.push({ stop: () => store.close() });

  const parts = { temporal, store, terminal };
  const sentiment = await demonstrateSentiment(parts);
  const reports = [await writeDemoReport(parts, 'sentiment', sentiment)];
  if (world.simulator) {
    await registerWebhook(config, terminal.note);
    const session = await demonstrateSession(parts, world.simulator);
    reports.push(await writeDemoReport(parts, 'session', session));
    const insights = await demonstrateInsights(parts, world.simulator, sentiment);
    reports.push(await writeDemoReport(parts, 'insights', insights));
    const csat = await demonstrateCsat(parts, world.simulator);
    reports.push(await writeDemoReport(parts, 'csat', csat));
  } else
    terminal.note(
      '  Not shown: the session, which would open a conversation in the organisation, and the insights, which your CRM would get.',
    );
  terminal.print(closing({ world, ...sentiment, reports, namespace: temporal.namespace, kept: flags.keep }));
}

async function stopAll(): Promise<void> {
  for (let next = running.pop(); next; next = running.pop()) await next.stop().catch(() => undefined);
}

const interrupted = new Promise<void>((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});

try {
  await Promise.race([demonstrate().then(() => (flags.keep ? interrupted : undefined)), interrupted]);
} catch (error) {
  terminal.note(sentencesOf(error).join('\n'));
  process.exitCode = exitCodeOf(error);
} finally {
  terminal.progress('stopping …');
  await stopAll();
  terminal.progress('');
  // Temporal's client throws from a timer when its connection is closed under a call that waits: it ends with the program.
  process.exit();
}
