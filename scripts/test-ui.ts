import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { loadConfig } from '../src/config.js';
import { ensureLocalDatabase } from '../src/store/local/ensure-local-database.js';
import { connectTemporal } from '../src/wiring/connect-temporal.js';
import { createTerminal } from '../src/wiring/terminal.js';
import { bareEnvironment } from './bare-environment.js';
import { endProcess } from './end-process.js';
import { registerWebhook } from './register-webhook.js';
import { lookAtSentiment } from './ui/look-at-sentiment.js';
import { lookAtSession } from './ui/look-at-session.js';
import { createLooker } from './ui/looker.js';
import { untilPolled } from './until-polled.js';
import { startWorkerProcess } from './worker-process.js';
import { startWorld } from './world.js';

/*
 * What an operator sees of runs in the Temporal UI, in a real browser: each expectation is a text that must be on a page.
 * Pictures go to `screenshots/`, to be looked at.
 */

const { values: flags } = parseArgs({
  options: { browser: { type: 'string', default: '/usr/bin/chromium' } },
});
const terminal = createTerminal();
const running: { stop(): Promise<void> }[] = [];

/** How many expectations are not met. */
async function lookAtRuns(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-ui-'));
  running.push({ stop: () => rm(dataDir, { recursive: true, force: true }) });
  const { pid } = await ensureLocalDatabase({ dataDir });
  running.push({ stop: () => endProcess(pid) });
  // A world of its own, whatever the environment says: the pictures show the simulated organisation.
  const world = await startWorld({
    environment: bareEnvironment(),
    dataDir,
    conversations: 2000,
    say: terminal.note,
  });
  running.push(world);
  const { simulator, temporal: server, environment } = world;
  if (!simulator || !server)
    throw new Error('a bare environment names no organisation and no Temporal server');
  const worker = startWorkerProcess({ environment, logFile: join(dataDir, 'worker.log') });
  running.push(worker);
  const config = loadConfig(environment);
  const temporal = await connectTemporal(config);
  running.push({ stop: () => temporal.connection.close() });
  await untilPolled(temporal, worker);
  await registerWebhook(config, terminal.note);

  const browser = await openBrowser();
  running.push({ stop: () => browser.close() });
  const page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
  const runsUrl = `${server.uiUrl}/namespaces/default/workflows`;
  const looker = createLooker({ page, runsUrl, temporal, terminal });
  await lookAtSentiment(looker, temporal.client);
  await lookAtSession(looker, temporal.client, simulator);
  return looker.failed();
}

const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: flags.browser,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

let failed: number;
try {
  failed = await lookAtRuns();
} finally {
  for (let next = running.pop(); next; next = running.pop()) await next.stop().catch(() => undefined);
}
terminal.print(
  failed === 0
    ? 'the UI tells what the runs do, and nobody else can read it; pictures are in screenshots/'
    : `${failed} expectations are not met`,
);
process.exitCode = failed === 0 ? 0 : 1;
