import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import type { SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import { createStore } from '../../src/store/index.js';
import { ensureLocalKey } from '../../src/store/local/local-key.js';
import { genesysVariables } from './support/genesys-variables.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';
import { untilWorkerRuns } from './support/until-worker-runs.js';

const SINK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const CONVERSATIONS = 300;
const RUN_ID = '7d0f3a52-2c58-4a0c-9b3e-6f1d8e5c4b3a';
const OTHER_RUN = 'a-run-with-a-strange-polarity';

type Finished = { workflowId: string; runId: string; status: string; result: SentimentResult };

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

// Each of these starts programs, several at a time, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

describe('a run from start to export', () => {
  let world: LocalWorld;
  let simulator: Simulator;
  let genesys: Record<string, string>;
  let finished: Finished;

  async function client(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await world.start('client', args, genesys).ended;
    expect({ args, exitCode, stderr: exitCode === 0 ? '' : stderr + stdout }).toEqual({
      args,
      exitCode: 0,
      stderr: '',
    });
    return stdout;
  }

  beforeAll(async () => {
    world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
    simulator = await createSimulator({ conversations: CONVERSATIONS, sinkSecret: SINK_SECRET });
    genesys = genesysVariables(simulator, SINK_SECRET);
    await untilWorkerRuns(world.start('worker', [], genesys), world.temporalAddress);
    const args = ['start', 'sentiment', '--wait', '--input', '-'];
    const { stdout, stderr } = await world.start('client', args, {}, '{"window":"last-7d"}').ended;
    expect(stderr).toMatch(/^started: sentiment\//);
    finished = JSON.parse(linesOf(stdout).at(-1) ?? '') as Finished;
  });
  afterAll(async () => {
    await world.stop();
    await simulator.close();
  });

  it.concurrent('ends with the result that the organisation has', () => {
    const { result } = finished;
    const truth = simulator.organisation.groundTruth(result.window);
    expect(finished.status).toBe('completed');
    expect(result).toMatchObject({ complete: true, counts: { unique: CONVERSATIONS, scored: truth.scored } });
    expect(result.coaching.delivered).toBe(result.actionRequired);
    expect(result.actionRequired).toBeGreaterThan(0);
  });

  it.concurrent('is told again by `result` and summed up by `status`', async () => {
    const { workflowId, runId } = finished;
    const [result, status] = await Promise.all([client('result', workflowId), client('status', workflowId)]);
    expect(JSON.parse(result)).toEqual(finished);
    expect(JSON.parse(status)).toMatchObject({
      workflowId,
      runId,
      workflowType: 'analyzeSentiment',
      status: 'completed',
      stage: 'completed',
      progress: { conversations: CONVERSATIONS },
    });
  });

  it.concurrent('is in the list, beside the sweep of the worker', async () => {
    const listed = linesOf(await client('list')).map((line) => JSON.parse(line) as { workflowId: string });
    expect(listed.map(({ workflowId }) => workflowId)).toEqual(['session-sweep', finished.workflowId]);
  });

  it.concurrent('can be listed to a reader who leaves early', async () => {
    const program = world.start('client', ['list']);
    program.stopReading();
    const { exitCode, stderr } = await program.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it.concurrent('is exported as CSV with a header, and a summary beside it', async () => {
    const file = join(world.scratch.directory, 'rows.csv');
    const said = await client('export', finished.workflowId, '--format', 'csv', '--out', file);
    const [header, ...rows] = linesOf(await readFile(file, 'utf8'));
    expect(header).toBe('interaction_id,date,status,raw_score,normalized_score,polarity');
    expect(rows).toHaveLength(CONVERSATIONS);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(said)).toMatchObject({
      file,
      summary: {
        positive_count: finished.result.counts.positive,
        neutral_count: finished.result.counts.neutral,
        negative_count: finished.result.counts.negative,
        avg_score: finished.result.meanScore,
        polarity_shift: finished.result.polarityShift,
        audit_head: finished.result.auditHead,
      },
    });
  });

  it.concurrent('is exported as JSON Lines that end with the summary', async () => {
    const lines = linesOf(await client('export', finished.workflowId, '--format', 'jsonl'));
    expect(lines).toHaveLength(CONVERSATIONS + 1);
    expect(Object.keys(JSON.parse(lines[0] ?? '') as object)).toContain('interaction_id');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ summary: { complete: true } });
  });

  it.concurrent(
    'leaves an audit that verifies against the head in its result, and not against another',
    async () => {
      const { count, hash } = finished.result.auditHead;
      expect(JSON.parse(await client('audit', 'verify', '--head', `${count}:${hash}`))).toEqual({
        intact: true,
        head: { count, hash },
        findings: [],
      });
      const later = ['audit', 'verify', '--head', `${count + 2}:${hash}`];
      const { exitCode, stderr } = await world.start('client', later).ended;
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(new RegExp(`${count + 1}.*${count + 2}.*missing`));
    },
  );

  it.concurrent('leaves an audit that can be exported with the same head', async () => {
    const file = join(world.scratch.directory, 'audit.jsonl');
    const said = JSON.parse(await client('audit', 'export', '--out', file)) as object;
    const lines = linesOf(await readFile(file, 'utf8')).map((line) => JSON.parse(line) as object);
    expect(said).toEqual({ file, head: finished.result.auditHead });
    expect(lines.at(-1)).toEqual({ head: finished.result.auditHead });
    expect(lines).toHaveLength(finished.result.auditHead.count + 1);
    expect(lines[0]).toMatchObject({ seq: 1, entry: { action: 'sentiment_sync' } });
  });

  it.concurrent('is reported as one page that names it', async () => {
    const file = join(world.scratch.directory, 'report.html');
    const said = await client('report', finished.workflowId, '--out', file, '--time-zone', 'Europe/Berlin');
    expect(JSON.parse(said)).toMatchObject({ file, runId: finished.runId, complete: true });
    expect(await readFile(file, 'utf8')).toContain(finished.runId);
  });

  it.concurrent('refuses to export to a directory that is not there, naming the option', async () => {
    const args = ['audit', 'export', '--out', join(world.scratch.directory, 'nowhere', 'audit.jsonl')];
    const { exitCode, stderr } = await world.start('client', args).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^--out: can't write .*ENOENT/);
  });

  it.concurrent('finds a doctor content with everything', async () => {
    const lines = linesOf(await client('doctor'));
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => !line.startsWith('ok  '))).toEqual([]);
  });

  it.concurrent('keeps what a spreadsheet would take for a formula from being one', async () => {
    const address = await world.database();
    const store = createStore(address, await ensureLocalKey(world.scratch.dataDir, 'audit'));
    const startedAt = new Date().toISOString();
    await store.runs.begin({
      runId: RUN_ID,
      workflowId: OTHER_RUN,
      process: 'sentiment',
      startedAt,
      plan: {},
    });
    const row = { conversationId: RUN_ID, occurredAt: startedAt, status: 'unknown', score: -0.5 } as const;
    await store.sentiment.savePage({
      ...{ runId: RUN_ID, slice: 0, page: 0, cursor: null, reported: 1, requests: 1 },
      sentiments: [{ ...row, polarity: '=HYPERLINK("http://evil.example","sad")' }],
    });
    await store.runs.end({
      ...{ runId: RUN_ID, status: 'completed', finishedAt: startedAt },
      result: finished.result,
    });
    await store.close();
    const [, exported] = linesOf(await client('export', OTHER_RUN, '--format', 'csv'));
    expect(exported).toContain(`,unknown,-0.5,25,"'=HYPERLINK(""http://evil.example"",""sad"")"`);
  });
});
