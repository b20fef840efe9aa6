import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from './support/paths.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 });

const run = promisify(execFile);
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

const SCRIPT = `
import {
  InvalidInputError, requestHandoff, sentimentResult, sessionResult, startSentiment, startSession, submitTurn,
} from 'durable-genesys';
const calls = [];
const client = new Proxy({}, { get: (_, name) => { calls.push(String(name)); throw new Error('called'); } });
const errors = await Promise.all([
  startSentiment(client, { window: 'yesterday', languages: [] }),
  startSession(client, { sessionKey: 'order-1', from: { id: 'c' }, to: [{ id: 'b' }], type: 'chat', message: '' }),
  submitTurn(client, 'order-1', { text: ' ' }),
].map((promise) => promise.catch((thrown) => thrown)));
console.log(JSON.stringify({
  refused: errors.map((error) => error instanceof InvalidInputError),
  fields: errors.flatMap(({ problems }) => problems.map(({ field }) => field)),
  calls,
  functions: [typeof sentimentResult, typeof sessionResult, typeof requestHandoff],
}));
`;

const RIGHT_TYPES = `
import type { Client } from '@temporalio/client';
import { sentimentResult, startSentiment, type SentimentResult } from 'durable-genesys';
export async function meanScore(client: Client): Promise<number | null> {
  const { workflowId } = await startSentiment(client, { window: 'last-7d', languages: ['en'], pushToCoaching: 'none' });
  const result: SentimentResult = await sentimentResult(client, workflowId);
  return result.meanScore;
}
`;

const SESSION_TYPES = `
import type { Client } from '@temporalio/client';
import {
  requestHandoff, sessionResult, startSession, submitTurn,
  type SessionInput, type SessionResult, type TurnDecision,
} from 'durable-genesys';
const input: SessionInput = {
  sessionKey: 'order-1', from: { id: 'customer-1' }, to: [{ id: 'bot-1' }], type: 'chat', message: 'hello',
  thresholds: { sentimentMin: -0.5 },
};
export async function reasons(client: Client): Promise<readonly string[]> {
  const { workflowId, alreadyRunning } = await startSession(client, input);
  const decision: TurnDecision = await submitTurn(client, 'order-1', { text: alreadyRunning ? 'again' : 'hello' });
  if (!decision.handedOff) await requestHandoff(client, workflowId, { queueId: 'people' });
  const result: SessionResult = await sessionResult(client, workflowId);
  return result.containment === null ? result.unknown : result.reasons;
}
`;

const TSCONFIG = {
  compilerOptions: {
    ...{ module: 'NodeNext', target: 'ES2023', strict: true, noEmit: true },
    // What the packages of others declare is not what this is about.
    ...{ skipLibCheck: true, types: [] },
  },
};

describe('the packed tarball', () => {
  let consumer: string;
  let unpacked: string;

  beforeAll(async () => {
    consumer = await realpath(await mkdtemp(join(tmpdir(), 'durable-genesys-consumer-')));
    // `prepack` builds, also where scripts are switched off for installing.
    await run('npm', ['pack', '--ignore-scripts=false', '--pack-destination', consumer], { cwd: ROOT });
    const tarball = (await readdir(consumer)).find((name) => name.endsWith('.tgz')) ?? 'none';
    await run('tar', ['-xzf', tarball], { cwd: consumer });
    unpacked = join(consumer, 'node_modules/durable-genesys');
    await mkdir(join(consumer, 'node_modules'));
    await rename(join(consumer, 'package'), unpacked);
    // Its dependencies as an installation would have put them there; ours are those.
    await symlink(join(ROOT, 'node_modules'), join(unpacked, 'node_modules'));
    await symlink(join(ROOT, 'node_modules/@temporalio'), join(consumer, 'node_modules/@temporalio'));
    await writeFile(join(consumer, 'package.json'), '{"type":"module"}');
  });
  afterAll(() => rm(consumer, { recursive: true, force: true }));

  /** What the compiler says of each of some sources, in a project that has nothing but the package. */
  async function typeErrorsOf(sources: Record<string, string>): Promise<string[]> {
    for (const [name, source] of Object.entries(sources)) await writeFile(join(consumer, name), source);
    const project = { ...TSCONFIG, files: Object.keys(sources) };
    await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify(project));
    const said = await run(process.execPath, [TSC, '-p', '.'], { cwd: consumer }).catch(
      (error: { stdout: string }) => error,
    );
    return said.stdout
      .split('\n')
      .filter((line) => line.includes('error TS'))
      .sort();
  }

  it('gives another program functions that refuse bad input before they touch its client', async () => {
    await writeFile(join(consumer, 'script.js'), SCRIPT);
    const { stdout } = await run(process.execPath, ['script.js'], { cwd: consumer });
    expect(JSON.parse(stdout)).toEqual({
      refused: [true, true, true],
      fields: ['languages', 'message', 'text'],
      calls: [],
      functions: ['function', 'function', 'function'],
    });
  });

  it('types what another program may ask and what it gets: a wrong field on either side is an error', async () => {
    const errors = await typeErrorsOf({
      'right.ts': RIGHT_TYPES,
      'wrong-field.ts': RIGHT_TYPES.replace('languages:', 'langauges:'),
      'wrong-result.ts': RIGHT_TYPES.replace('.meanScore', '.averageScore'),
      'right-session.ts': SESSION_TYPES,
      'wrong-threshold.ts': SESSION_TYPES.replace('sentimentMin:', 'sentiment_min:'),
      'wrong-turn.ts': SESSION_TYPES.replace('{ text:', '{ message:'),
      'wrong-decision.ts': SESSION_TYPES.replace('.handedOff', '.escalated'),
    });
    expect(errors).toEqual([
      expect.stringMatching(/^wrong-decision\.ts\(.*escalated/),
      expect.stringMatching(/^wrong-field\.ts\(.*langauges/),
      expect.stringMatching(/^wrong-result\.ts\(.*averageScore/),
      expect.stringMatching(/^wrong-threshold\.ts\(.*sentiment_min/),
      expect.stringMatching(/^wrong-turn\.ts\(.*message/),
    ]);
  });

  it('has the programs that it names, ready to run', async () => {
    const { bin } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    const client = join(unpacked, bin['durable-genesys'] ?? 'none');
    const { stdout } = await run(client, ['start', 'sentiment', '--dry-run', '--input', 'input.json'], {
      cwd: await inputDirectory(),
    });
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, workflowType: 'analyzeSentiment' });
  });

  it('holds compiled code, its types and the workflow bundle, and nothing else', async () => {
    const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(unpacked.length + 1))
      .filter((path) => !path.startsWith('node_modules'));
    expect(files).toEqual(expect.arrayContaining(['dist/workflow-bundle.js', 'dist/worker.js', 'LICENSE']));
    const expected = /^(package\.json|LICENSE|README\.md|dist\/[\w/-]+(\.js|\.d\.ts))$/;
    expect(files.filter((path) => !expected.test(path))).toEqual([]);
  });

  async function inputDirectory(): Promise<string> {
    const directory = join(consumer, 'elsewhere');
    await mkdir(directory);
    await writeFile(join(directory, 'input.json'), '{"window":"yesterday"}');
    return directory;
  }
});
