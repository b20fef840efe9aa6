import { parseArgs } from 'node:util';
import { createTerminal } from '../src/wiring/terminal.js';
import { listeningIngress } from '../test/ingress/support/listening-ingress.js';
import { measureAcceptance } from './forgery/measure-acceptance.js';
import { runForgery } from './forgery/run-forgery.js';
import { sendCopies } from './forgery/send-copies.js';

/*
 * `npm run test:forgery [-- --runs N --seed S --case I]`: forged requests over real HTTP against a real ingress, each followed by
 * the genuine one; then a thousand copies of one event at once. Exit code 1 when one forged request is accepted, one genuine is
 * not, or copies have any effect but one. The last line is one JSON object.
 */

const COPIES = 1000;
const MEASURED_REQUESTS = 5000;
const PROGRESS_EVERY = 1000;

const terminal = createTerminal();

function readOptions() {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      case: { type: 'string' },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (!/^\d+$/.test(value)) throw new Error(`--${name} must be a whole number`);
  }
  const seed = Number(values.seed);
  return values.case === undefined
    ? { runs: Number(values.runs), seed }
    : { runs: 1, seed, first: Number(values.case) };
}

async function testForgery(): Promise<void> {
  const startedMs = performance.now();
  const options = readOptions();
  terminal.print(
    `seed ${options.seed}; a case that fails is repeated by --seed ${options.seed} --case <its number>`,
  );
  const ingress = await listeningIngress();
  const tally = await runForgery(ingress, {
    ...options,
    progress: (done) => {
      if (done % PROGRESS_EVERY === 0) terminal.print(`${done} of ${options.runs} forged requests sent`);
    },
  });
  await ingress.close();
  for (const [name, times] of [...tally.tried].sort()) terminal.print(`${name.padEnd(36)} ${times}`);
  for (const complaint of tally.complaints) terminal.print(`FAIL  ${complaint}`);
  const copies = await sendCopies(COPIES);
  const measured = await measureAcceptance(MEASURED_REQUESTS);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  const { refused, accepted, complaints } = tally;
  const { runs, seed } = options;
  const counts = { forged: runs, refused, genuine: runs, accepted, failed: complaints.length };
  const ofCopies = { copies: COPIES, copiesAccepted: copies.accepted, copiesEffects: copies.effects };
  terminal.print(
    JSON.stringify({ command: 'test:forgery', ...counts, ...ofCopies, ...measured, seconds, seed }),
  );
  const allRight = complaints.length === 0 && refused === runs && accepted === runs && runs > 0;
  process.exitCode = allRight && copies.accepted === COPIES && copies.effects === 1 ? 0 : 1;
}

testForgery().catch((error: unknown) => {
  process.stderr.write(
    `test:forgery: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
