import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InvalidInputError } from '../src/domain/invalid-input.js';
import { PROFILES } from '../src/gateways/genesys/profile.js';
import { exitCodeOf, sentencesOf } from '../src/wiring/exit-code.js';
import { createTerminal } from '../src/wiring/terminal.js';
import { createLaboratory } from './chaos/laboratory.js';
import { rehearse } from './chaos/rehearse.js';
import { createRunning } from './chaos/running.js';
import { tableHead, tableLines, type TableRow } from './chaos/run-table.js';
import { SUBJECTS } from './chaos/subjects.js';

/*
 * `npm run test:chaos -- <process>`: the whole process again and again, each time with one of its parts killed in the middle. Exit code 1 when
 * anything that a run leaves behind differs from the undisturbed run; the last line is one JSON object.
 */

const terminal = createTerminal();
const running = createRunning();

const OPTIONS = {
  runs: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  conversations: { type: 'string' },
  profile: { type: 'string', default: 'documented' },
  // Any difference is exit code 1 in any case; the flag is there to be called like the benches.
  assert: { type: 'boolean', default: false },
} as const;

function parseArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return refuse('arguments', error instanceof Error ? error.message : String(error));
  }
}

function readOptions() {
  const { values, positionals } = parseArguments();
  const [name = ''] = positionals;
  const subject = SUBJECTS[name];
  if (!subject) refuse('process', `"${name}" is unknown; known: ${Object.keys(SUBJECTS).join(', ')}`);
  const wholeNumber = (field: 'runs' | 'seed' | 'conversations', ifAbsent = '') => {
    const { [field]: value = ifAbsent } = values;
    return /^\d+$/.test(value) ? Number(value) : refuse(`--${field}`, 'must be a whole number');
  };
  const profile = PROFILES.find((known) => known === values.profile);
  if (!profile) refuse('--profile', `must be one of: ${PROFILES.join(', ')}`);
  if (!subject.profiles.includes(profile))
    refuse('--profile', `${name} runs on ${subject.profiles.join(', ')}`);
  return {
    name,
    subject,
    profile,
    runs: wholeNumber('runs'),
    seed: wholeNumber('seed'),
    conversations: wholeNumber('conversations', String(subject.conversations)),
  };
}

function refuse(field: string, problem: string): never {
  throw new InvalidInputError([{ field, problem }]);
}

async function testChaos(): Promise<readonly TableRow[]> {
  const { name, subject, profile, runs, seed, conversations } = readOptions();
  const startedAtMs = performance.now();
  terminal.print(`${name} (${profile}), seed ${seed}: ${conversations} conversations, ${runs} dead workers`);
  const directory = await mkdtemp(join(tmpdir(), 'durable-genesys-chaos-'));
  running.started(async () => {
    if (process.exitCode === 0 || interruption.signal.aborted)
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    else terminal.note(`logs and stores are kept in ${directory}`);
  });
  terminal.progress('building the worker, starting Temporal, the store and a simulated Genesys …');
  const laboratory = await createLaboratory({
    subject,
    profile,
    seed,
    conversations,
    say: terminal.note,
    running,
    directory,
  });
  terminal.print(tableHead());
  const onRow = (row: TableRow) => {
    // What was cut off by us failed for that reason alone.
    if (!interruption.signal.aborted) tableLines(row).forEach(terminal.print);
  };
  const rows = await rehearse({ laboratory, seed, runs, conversations, onRow, signal: interruption.signal });
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  const different = rows.filter(({ differences }) => differences.length > 0).length;
  terminal.print(
    JSON.stringify({ process: name, profile, seed, conversations, runs: rows, different, seconds }),
  );
  return rows;
}

const interruption = new AbortController();
const interrupted = new Promise<never>((_, reject) => {
  interruption.signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());

try {
  const rows = await Promise.race([testChaos(), interrupted]);
  process.exitCode = rows.every(({ differences }) => differences.length === 0) ? 0 : 1;
} catch (error) {
  terminal.note(interruption.signal.aborted ? 'interrupted' : sentencesOf(error).join('\n'));
  process.exitCode = exitCodeOf(error);
} finally {
  await running.stop();
}
// A run that was interrupted still waits for its moment.
process.exit();
