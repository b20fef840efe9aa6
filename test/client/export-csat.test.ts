import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { SpeechRow } from '../../src/domain/speech.js';
import { createStore, type Store } from '../../src/store/index.js';
import { ensureLocalKey } from '../../src/store/local/local-key.js';
import { csatFigures } from '../support/csat-fakes.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';

const AT = '2026-11-20T10:00:00Z';
const conversation = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const RESULT = {
  ...{ ...csatFigures(2, 3), coaching: { delivered: 1, failed: 0 }, provisionalSince: null },
  ...{ complete: true, incompleteBecause: [], auditHead: { count: 2, hash: 'f'.repeat(64) } },
};

// Each of these starts a program, on machines that may have other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('export of a csat run', () => {
  let world: LocalWorld;
  let store: Store;
  beforeAll(async () => {
    world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'missing' });
    store = createStore(await world.database(), await ensureLocalKey(world.scratch.dataDir, 'audit'));
    await store.migrate();
  });
  afterAll(async () => {
    await store.close();
    await world.stop();
  });

  const part = (number: number, agentId: string | null, changes: Partial<SpeechRow> = {}): SpeechRow => ({
    ...{ conversationId: conversation(number), key: agentId ?? '?', agentId, time: AT },
    ...{ analytics: { count: 12, sum: 3 }, sentiment: { avg: -0.25, count: 8 } },
    ...changes,
  });

  /** One that one agent had, one that two had, and one of which only a survey tells. */
  async function csatRun(plan: object): Promise<string> {
    const runId = randomUUID();
    const workflowId = `csat/${runId}`;
    await store.runs.begin({ runId, workflowId, process: 'csat', startedAt: AT, plan });
    const page = { runId, slice: 0, pass: 0, page: 0, malformed: 0, cursor: null, reported: 4, requests: 1 };
    const rows = [
      part(1, '=HYPERLINK("http://evil.example")'),
      part(2, 'agent-1'),
      part(2, 'agent-2', { analytics: null, sentiment: null, time: null }),
    ];
    await store.csat.saveSpeechPage({ ...page, source: { kind: 'speech', topic: 'billing' }, rows });
    const answers = [1, 2, 3].map((number) => ({
      ...{ conversationId: conversation(number), agentId: null, csat: 5 - number },
    }));
    await store.csat.saveSurveyPage({ ...page, source: { kind: 'surveys', topic: null }, rows: answers });
    await store.runs.end({ runId, status: 'completed', finishedAt: AT, result: RESULT });
    return workflowId;
  }

  const exported = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await world.start('client', ['export', ...args]).ended;
    expect(exitCode).toBe(0);
    return { lines: stdout.trimEnd().split('\n'), stderr };
  };
  const rowsOf = async (workflowId: string) =>
    (await exported(workflowId, '--format', 'jsonl')).lines.map((line) => JSON.parse(line) as unknown);

  it('has a row for each part, with the answer that rates it, and ends with the summary', async () => {
    const rows = await rowsOf(await csatRun({ filterAtSource: false }));
    const said = {
      ...{ timestamp: AT, topics: 'billing', speech_count: 12, speech_sum: 3 },
      ...{ sentiment_count: 8, sentiment_avg: -0.25 },
    };
    const nothing = Object.fromEntries(Object.keys(said).map((name) => [name, null]));
    const ofConversation = (number: number) => ({ interaction_id: conversation(number) });
    expect(rows).toEqual([
      {
        ...{ ...ofConversation(1), agent_id: '=HYPERLINK("http://evil.example")' },
        ...{ ...said, csat: 4, survey_csat: 4 },
      },
      { ...ofConversation(2), agent_id: 'agent-1', ...said, csat: null, survey_csat: 3 },
      {
        ...{ ...ofConversation(2), agent_id: 'agent-2', ...nothing, topics: 'billing' },
        ...{ csat: null, survey_csat: 3 },
      },
      { ...ofConversation(3), agent_id: null, ...nothing, topics: '', csat: null, survey_csat: 2 },
      {
        summary: {
          ...{ conversations: 3, analysed: 3, answered: 2, pairs: 0, left_out: RESULT.leftOut },
          ...{ pearson: RESULT.correlation.pearson, spearman: RESULT.correlation.spearman },
          ...{ accuracy_score: null, provisional_since: null, coaching_delivered: 1, coaching_failed: 0 },
          ...{ complete: true, incomplete_because: [], audit_head: RESULT.auditHead },
        },
      },
    ]);
  });

  it('leaves out what was not asked about: a survey without speech, where speech was filtered', async () => {
    const rows = await rowsOf(await csatRun({ filterAtSource: false, topics: ['billing'] }));
    expect(rows.map((row) => (row as { interaction_id?: string }).interaction_id)).toEqual([
      ...[conversation(1), conversation(2), conversation(2)],
      undefined,
    ]);
  });

  it('is a table whose cells no spreadsheet takes for a formula, and a summary beside it', async () => {
    const { lines, stderr } = await exported(await csatRun({ filterAtSource: false }), '--format', 'csv');
    expect(lines[0]).toBe(
      'interaction_id,agent_id,timestamp,topics,speech_count,speech_sum,sentiment_count,sentiment_avg,csat,survey_csat',
    );
    expect(lines[1]).toBe(
      `${conversation(1)},"'=HYPERLINK(""http://evil.example"")",${AT},billing,12,3,8,-0.25,4,4`,
    );
    expect(lines).toHaveLength(5);
    expect(JSON.parse(stderr)).toMatchObject({ summary: { conversations: 3, complete: true } });
  });
});
