import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import { loadConfig } from '../src/config.js';
import { ensureLocalDatabase } from '../src/store/local/ensure-local-database.js';
import { connectTemporal } from '../src/wiring/connect-temporal.js';
import { createTerminal } from '../src/wiring/terminal.js';
import { bareEnvironment } from './bare-environment.js';
import { endProcess } from './end-process.js';
import { readRawHistory } from './raw-history.js';
import { untilPolled } from './until-polled.js';
import { startWorkerProcess } from './worker-process.js';
import { startWorld } from './world.js';

/*
 * What an operator sees of a run in the Temporal UI, in a real browser: each expectation is a text that must be on a page.
 * Pictures go to `screenshots/`, to be looked at.
 */

const { values: flags } = parseArgs({
  options: { browser: { type: 'string', default: '/usr/bin/chromium' } },
});
const terminal = createTerminal();
/** A number that nothing else has: part of an input that only the workers, the clients and the UI shall be able to read. */
const PLANTED = 41.4142135;
const running: { stop(): Promise<void> }[] = [];
let failed = 0;

async function lookAtRun(): Promise<void> {
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
  const worker = startWorkerProcess({ environment: world.environment, logFile: join(dataDir, 'worker.log') });
  running.push(worker);
  const temporal = await connectTemporal(loadConfig(world.environment));
  running.push({ stop: () => temporal.connection.close() });
  await untilPolled(temporal, worker);
  const start = acceptStart(
    'sentiment',
    { window: 'last-7d', actionThreshold: PLANTED },
    new Date().toISOString(),
  );
  const { workflowId, runId } = await startRun(temporal.client, start);
  await temporal.client.workflow.getHandle(workflowId).result();
  const raw = await readRawHistory(temporal, { workflowId, runId });
  expectThat('raw history', 'is there', raw.includes('analyzeSentiment'));
  expectThat('raw history', 'is encrypted', raw.includes('binary/encrypted'));
  expectThat('raw history', 'does not show the input', !raw.includes(String(PLANTED)));

  const browser = await chromium.launch({
    executablePath: flags.browser,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  running.push({ stop: () => browser.close() });
  await mkdir('screenshots', { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
  const runs = `${world.temporal?.uiUrl}/namespaces/default/workflows`;
  const run = `${runs}/${encodeURIComponent(workflowId)}/${runId}`;
  await expectTexts(page, 'runs', runs, ['analyzeSentiment', 'Completed', workflowId]);
  await expectTexts(page, 'run', `${run}/history`, [
    'slice 1 from',
    'add up the stored rows',
    'send the outbox to the coaching platform',
    'chain the audit entries',
    String(PLANTED),
  ]);
  await expectTexts(page, 'details', `${run}/user-metadata`, [
    start.summary,
    'conversations: 2000',
    'Complete from',
  ]);
  await expectTexts(page, 'search-attributes', `${run}/search-attributes`, [
    'GenesysProcess',
    'sentiment',
    'GenesysStage',
    'completed',
  ]);
}

function expectThat(name: string, what: string, isTrue: boolean): void {
  if (!isTrue) failed += 1;
  terminal.print(`${isTrue ? 'ok  ' : 'FAIL'}  ${name.padEnd(18)} ${what}`);
}

async function expectTexts(page: Page, name: string, url: string, texts: readonly string[]): Promise<void> {
  await page.goto(url);
  for (const text of texts) {
    expectThat(name, text, await isSeen(page, text));
  }
  await page.screenshot({ path: join('screenshots', `${name}.png`), fullPage: true });
}

/** The UI renders Markdown in frames of its own, which come when they are loaded. */
async function isSeen(page: Page, text: string): Promise<boolean> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await page.waitForTimeout(200)) {
    for (const frame of page.frames()) {
      // A frame that is replaced while it is asked shows nothing.
      const count = await frame
        .getByText(text)
        .count()
        .catch(() => 0);
      if (count > 0) return true;
    }
  }
  return false;
}

try {
  await lookAtRun();
} finally {
  for (let next = running.pop(); next; next = running.pop()) await next.stop().catch(() => undefined);
}
terminal.print(
  failed === 0
    ? 'the UI tells what the run does, and nobody else can read it; pictures are in screenshots/'
    : `${failed} expectations are not met`,
);
process.exitCode = failed === 0 ? 0 : 1;
