import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpeechRow } from '../../src/domain/speech.js';
import { STORES, type OpenedStore } from './stores.js';

const conversation = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const row = (number: number, changes: Partial<SpeechRow> = {}): SpeechRow => ({
  conversationId: conversation(number),
  key: 'agent-1',
  agentId: 'agent-1',
  analytics: { count: 12, sum: 0 },
  sentiment: { avg: 0.5, count: 8 },
  time: '2026-11-20T10:00:00Z',
  ...changes,
});

describe.each(STORES)('correlations on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const page = (runId: string, number: number, topic: string | null = null) => ({
    runId,
    source: { kind: 'speech' as const, topic },
    slice: 0,
    pass: 0,
    page: number,
    malformed: 0,
    cursor: null,
    reported: null,
    requests: 1,
  });
  const surveyPage = (runId: string) => ({
    ...page(runId, 0),
    source: { kind: 'surveys' as const, topic: null },
  });

  it('counts what a page brings that is new, or says something else, and a repeated page not at all', async () => {
    const { csat } = opened.store;
    const runId = randomUUID();
    expect(await csat.saveSpeechPage({ ...page(runId, 0), rows: [row(1), row(2)] })).toMatchObject({
      added: 2,
      changed: 0,
    });
    const second = { ...page(runId, 1), rows: [row(2), row(1, { sentiment: null }), row(3)], malformed: 1 };
    const ledger = {
      received: 4,
      malformed: 1,
      others: 0,
      added: 1,
      changed: 1,
      cursor: null,
      reported: null,
    };
    expect(await csat.saveSpeechPage(second)).toEqual(ledger);
    expect(await csat.saveSpeechPage(second)).toEqual(ledger);
    expect(await csat.findPage(page(runId, 1))).toEqual(ledger);
    expect(await csat.findPage(page(runId, 2))).toBeNull();
    expect(await csat.pageTotals(runId)).toEqual({ pages: 2, requests: 2 });
  });

  it('gives conversations by id with their parts, topics and survey', async () => {
    const { csat } = opened.store;
    const runId = randomUUID();
    const other = row(1, {
      key: 'agent-2',
      agentId: 'agent-2',
      sentiment: null,
      analytics: null,
      time: null,
    });
    await csat.saveSpeechPage({ ...page(runId, 0, 'billing'), rows: [row(1), other] });
    await csat.saveSpeechPage({ ...page(runId, 0, 'returns'), rows: [row(1), row(3)] });
    const answer = (number: number, csatScore: number | null) => ({
      conversationId: conversation(number),
      agentId: null,
      csat: csatScore,
    });
    await csat.saveSurveyPage({ ...surveyPage(runId), rows: [answer(1, 4), answer(2, null)] });
    const { agentId, analytics, sentiment, time } = row(1);
    const part = { agentId, analytics, sentiment, time };
    const walked = async (filterAtSource: boolean, limit?: number) => {
      const steps = [];
      for await (const some of csat.conversations({ runId, plan: { filterAtSource } }, limit))
        steps.push(some);
      return steps;
    };
    expect((await walked(false)).flat()).toEqual([
      {
        conversationId: conversation(1),
        speech: [part, { agentId: 'agent-2', analytics: null, sentiment: null, time: null }],
        topics: ['billing', 'returns'],
        survey: { agentId: null, csat: 4 },
      },
      { conversationId: conversation(2), speech: [], topics: [], survey: { agentId: null, csat: null } },
      { conversationId: conversation(3), speech: [part], topics: ['returns'], survey: null },
    ]);
    const steps = (await walked(true, 1)).map((some) => some.map((one) => one.conversationId));
    expect(steps).toEqual([[conversation(1)], [conversation(3)]]);
    expect((await walked(false, 1)).flat()).toEqual((await walked(false)).flat());
  });

  it('keeps groups of the last round in their order, and each round once', async () => {
    const { csat } = opened.store;
    const runId = randomUUID();
    const group = (name: string, n: number) => ({ group: name, n }) as never;
    await csat.replaceGroups(runId, 'agent', [group('a', 9)]);
    await csat.replaceGroups(runId, 'agent', [group('c', 5), group('b', 4)]);
    expect(await csat.groups(runId, 'agent', 10)).toEqual([
      { group: 'c', n: 5 },
      { group: 'b', n: 4 },
    ]);
    expect(await csat.groups(runId, 'topic', 10)).toEqual([]);
    const readAt = '2026-11-20T10:00:00.000Z';
    await csat.recordRound({ runId, round: 1, readAt, figures: { n: 1 } });
    await csat.recordRound({ runId, round: 1, readAt, figures: { n: 2 } });
    expect(await csat.rounds(runId)).toEqual([{ round: 1, readAt: new Date(readAt), figures: { n: 2 } }]);
  });

  it('knows which runs under way have counted a conversation', async () => {
    const { csat, runs } = opened.store;
    const runId = randomUUID();
    const workflowId = `csat/${runId}`;
    const begun = {
      runId,
      workflowId,
      process: 'csat' as const,
      startedAt: '2026-11-20T10:00:00Z',
      plan: {},
    };
    await runs.begin(begun);
    await csat.saveSpeechPage({ ...page(runId, 0), rows: [row(77)] });
    expect(await csat.runsWith(conversation(77))).toEqual([{ workflowId }]);
    expect(await csat.runsWith('no-uuid')).toEqual([]);
    await runs.end({ runId, status: 'completed', finishedAt: '2026-11-20T11:00:00Z', result: {} });
    expect(await csat.runsWith(conversation(77))).toEqual([]);
  });
});
