import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import fc from 'fast-check';
import { createTerminal } from '../src/wiring/terminal.js';
import { gatewayFaults } from '../test/faults/arbitrary-faults.js';
import type { FaultCase } from '../test/faults/fault-case.js';
import { FAULT_CASES } from '../test/faults/fault-cases.js';
import { createFaultWorld, type FaultWorld } from '../test/faults/fault-world.js';
import { createGatewaySchedules } from '../test/faults/gateway-schedules.js';
import { complaintsAboutProcess } from '../test/faults/judge-process.js';
import { randomProcessCases } from '../test/faults/random-process-cases.js';
import { runProcess } from '../test/faults/run-process.js';
import { ensureTemporalCli } from './servers/ensure-temporal-cli.js';

/*
 * `npm run test:faults [-- --runs N --seed S]`: every fault by itself against the whole process, then random schedules of them: N
 * at the gateway and N/40 of the whole process. Exit code 1 when a run ends otherwise than the truth or than is stated; the last
 * line is one JSON object. A schedule that fails prints the flags that repeat it.
 */

const PARTS = ['gateway', 'cases', 'process'] as const;
type Part = (typeof PARTS)[number];
type Tally = { passed: number; failed: number };

/** Worlds side by side: most of a run under faults is waiting. */
const LANES = 2;
const GATEWAY_RUNS_PER_PROCESS_RUN = 40;

const terminal = createTerminal();

function readOptions() {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      part: { type: 'string' },
      path: { type: 'string' },
    },
  });
  const wholeNumber = (name: 'runs' | 'seed'): number => {
    if (/^\d+$/.test(values[name])) return Number(values[name]);
    throw new Error(`--${name} must be a whole number`);
  };
  const part = PARTS.find((known) => known === values.part);
  if (values.part !== undefined && !part) throw new Error(`--part must be one of ${PARTS.join(', ')}`);
  const wanted: readonly Part[] = part ? [part] : PARTS;
  return { runs: wholeNumber('runs'), seed: wholeNumber('seed'), path: values.path, wanted };
}

type Options = ReturnType<typeof readOptions>;

async function testGateway({ runs, seed, path }: Options): Promise<Tally> {
  const schedules = await createGatewaySchedules();
  const outcome = await fc.check(fc.asyncProperty(gatewayFaults, schedules.run), {
    numRuns: runs,
    seed,
    ...(path !== undefined && { path }),
  });
  await schedules.close();
  for (const [kind, fired] of [...schedules.fired].sort())
    terminal.print(`gateway  ${kind.padEnd(22)} happened ${fired} times`);
  if (!outcome.failed) return { passed: outcome.numRuns, failed: 0 };
  terminal.print(`FAIL  ${outcome.errorInstance instanceof Error ? outcome.errorInstance.message : ''}`);
  terminal.print(`      ${JSON.stringify(outcome.counterexample)}`);
  terminal.print(`      again: --part gateway --seed ${seed} --path ${outcome.counterexamplePath ?? ''}`);
  return { passed: outcome.numRuns - 1, failed: 1 };
}

type Numbered = { faultCase: FaultCase; day: number };

async function testCase(world: FaultWorld, { faultCase, day }: Numbered): Promise<boolean> {
  const end = await runProcess(world, faultCase, day);
  const complaints = complaintsAboutProcess(world.simulator.organisation, faultCase, end);
  const { outcome, report, tookMs } = end;
  const seen =
    'failure' in outcome
      ? outcome.failure
      : outcome.result.complete
        ? 'result'
        : outcome.result.incompleteBecause.join();
  const fired = report.faults.map((fault) => fault.fired).join('+') || '0';
  const verdict = complaints.length === 0 ? 'ok  ' : 'FAIL';
  terminal.print(
    `${verdict}  ${faultCase.name.padEnd(78)} ${seen.padEnd(32)} ${fired.padStart(7)} times ${(tookMs / 1000).toFixed(1).padStart(6)} s`,
  );
  for (const complaint of complaints) terminal.print(`      ${complaint}`);
  if (complaints.length > 0) terminal.print(`      ${JSON.stringify(faultCase.faults)}`);
  return complaints.length === 0;
}

async function testProcess(cases: readonly FaultCase[]): Promise<Tally> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const directory = await mkdtemp(join(tmpdir(), 'durable-genesys-bundle-'));
  const workflowBundle = join(directory, 'workflow-bundle.js');
  const workflowsPath = fileURLToPath(new URL('../src/workflows/index.ts', import.meta.url));
  await writeFile(
    workflowBundle,
    (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') })).code,
  );
  const temporalCli = await ensureTemporalCli({ say: terminal.note });
  const tally: Tally = { passed: 0, failed: 0 };
  const waiting: Numbered[] = cases.map((faultCase, day) => ({ faultCase, day }));
  const lane = async () => {
    const world = await createFaultWorld({ temporalCli, workflowBundle, days: cases.length });
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (await testCase(world, next)) tally.passed += 1;
        else tally.failed += 1;
      }
      const { intact } = await world.store.audit.verify([]);
      if (!intact) throw new Error('the audit does not verify');
    } finally {
      await world.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(LANES, cases.length) }, lane));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return tally;
}

function processCases({ runs, seed, path, wanted }: Options): FaultCase[] {
  const random = randomProcessCases({ seed, runs: Math.ceil(runs / GATEWAY_RUNS_PER_PROCESS_RUN) });
  return [
    ...(wanted.includes('cases') ? FAULT_CASES : []),
    ...(wanted.includes('process')
      ? random.filter((_, index) => path === undefined || index === Number(path))
      : []),
  ];
}

async function testFaults(): Promise<void> {
  const startedMs = performance.now();
  const options = readOptions();
  terminal.print(
    `seed ${options.seed}; a random process that fails is repeated by --part process --seed ${options.seed} --path <its number>`,
  );
  const tallies: Tally[] = [];
  if (options.wanted.includes('gateway')) tallies.push(await testGateway(options));
  const cases = processCases(options);
  if (cases.length > 0) tallies.push(await testProcess(cases));
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  terminal.print(
    JSON.stringify({
      command: 'test:faults',
      runs: passed + failed,
      passed,
      failed,
      seconds,
      seed: options.seed,
    }),
  );
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

testFaults().catch((error: unknown) => {
  process.stderr.write(
    `test:faults: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
