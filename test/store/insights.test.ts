import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InsightStop } from '../../src/domain/insight-completeness.js';
import type { JudgedInsight, ReceivedInsightPage } from '../../src/store/insight-page.js';
import type { InsightRow } from '../../src/store/insights.js';
import { conversationId, sentiment } from '../support/sentiments.js';
import { STORES, type OpenedStore } from './stores.js';

const DAY = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };

describe.each(STORES)('insights on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const insight = (key: string, changes: Partial<JudgedInsight> = {}): JudgedInsight => ({
    key,
    insightType: 'summary',
    confidence: 0.9,
    createdDate: '2026-11-20T10:00:00.250Z',
    redacted: false,
    verdict: 'passed',
    reasons: [],
    text: `text of ${key}`,
    ...changes,
  });
  const heldBack = (key: string, ...reasons: string[]): JudgedInsight =>
    insight(key, { verdict: 'held', reasons, text: null });
  const page = (changes: Partial<ReceivedInsightPage> & { runId: string }): ReceivedInsightPage => ({
    conversationId: conversationId(1),
    page: 0,
    insights: [],
    beyondMax: 0,
    malformed: 0,
    foreign: 0,
    cursor: null,
    reported: null,
    requests: 1,
    latencyMs: 10,
    ...changes,
  });
  const newRun = async (...numbers: number[]): Promise<string> => {
    const runId = randomUUID();
    await opened.store.insights.listNamed(runId, numbers.map(conversationId));
    return runId;
  };
  const figuresOf = (runId: string) => opened.store.insights.figuresAfter({ runId, after: null, limit: 100 });
  const rowsOf = async (runId: string, limit = 100): Promise<InsightRow[]> => {
    const rows: InsightRow[] = [];
    for (;;) {
      const batch = await opened.store.insights.rowsAfter(runId, rows.at(-1) ?? null, limit);
      if (batch.length === 0) return rows;
      rows.push(...batch);
    }
  };

  describe('pages', () => {
    it('keep every field of an insight, whatever its text holds', async () => {
      const runId = await newRun(1);
      const texts = ['', 'NULL', '{a,"b",\\c}', 'two\nlines', "it's", 'Grüße 名前 🙂', '\uFEFF', ' '];
      const insights = [
        ...texts.map((text, index) => insight(`${index}`, { text })),
        insight('undated', { createdDate: null, confidence: null, redacted: true }),
        heldBack('held', 'stale', 'personalData:email'),
      ];
      await opened.store.insights.savePage(page({ runId, insights }));
      const rows = await rowsOf(runId);
      const stored = rows.map(({ createdDate, ...row }) => ({
        ...row,
        createdDate: createdDate?.toISOString() ?? null,
      }));
      expect(stored).toHaveLength(insights.length);
      for (const { key, insightType, confidence, createdDate, verdict, reasons, text } of insights)
        expect(stored).toContainEqual({
          ...{ conversationId: conversationId(1), key, insightType, confidence, createdDate },
          ...{ verdict, reasons, text },
        });
      const [{ insights: sent } = { insights: [] }] = await opened.store.insights.sendable(runId, [
        conversationId(1),
      ]);
      expect(sent.filter(({ redacted }) => redacted).map(({ id }) => id)).toEqual(['undated']);
    });

    it('change nothing when they are stored again, and answer the same', async () => {
      const runId = await newRun(1);
      const first = page({ runId, insights: [insight('a'), insight('b')], cursor: 'next', beyondMax: 3 });
      const answer = await opened.store.insights.savePage(first);
      expect(answer).toEqual({ added: 2, beyondMax: 3, cursor: 'next', repeatsCursor: false });
      const again = page({ runId, insights: [insight('c')], cursor: 'other', requests: 4, malformed: 9 });
      expect(await opened.store.insights.savePage(again)).toEqual(answer);
      expect(await opened.store.insights.findPage(first)).toEqual(answer);
      expect(await figuresOf(runId)).toMatchObject([{ unique: 2, malformed: 0, requests: 1, pages: 1 }]);
    });

    it('are stored once when two attempts bring the same at once', async () => {
      const runId = await newRun(1);
      const brought = page({ runId, insights: [insight('a'), insight('b')] });
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => opened.store.insights.savePage(brought)),
      );
      expect(answers.map(({ added }) => added)).toEqual(Array(6).fill(2));
      expect(await figuresOf(runId)).toMatchObject([{ fetched: 2, unique: 2, pages: 1 }]);
    });

    it('count what an earlier page or the same had already, and keep its first reading', async () => {
      const runId = await newRun(1, 2);
      const { savePage } = opened.store.insights;
      await savePage(
        page({ runId, insights: [insight('a'), insight('a', { text: 'second' })], cursor: 'x' }),
      );
      const second = await savePage(
        page({ runId, page: 1, insights: [heldBack('a', 'stale'), insight('b')] }),
      );
      expect(second.added).toBe(1);
      await savePage(page({ runId, conversationId: conversationId(2), insights: [insight('a')] }));
      const figures = await figuresOf(runId);
      expect(figures.find((one) => one.conversationId === conversationId(1))).toMatchObject({
        ...{ fetched: 4, unique: 2, passed: 2, held: 0 },
      });
      const rows = await rowsOf(runId);
      expect(rows.map(({ text }) => text).sort()).toEqual(['text of a', 'text of a', 'text of b']);
    });

    it('are not known before they were read', async () => {
      const runId = await newRun(1);
      expect(await opened.store.insights.findPage(page({ runId }))).toBeNull();
    });

    it('notice a cursor that leads back, in the same conversation only', async () => {
      const runId = await newRun(1, 2);
      const answers = [];
      for (const [number, cursor] of ['a', 'b', 'a'].entries())
        answers.push(await opened.store.insights.savePage(page({ runId, page: number, cursor })));
      expect(answers.map(({ repeatsCursor }) => repeatsCursor)).toEqual([false, false, true]);
      const elsewhere = { runId, conversationId: conversationId(2), cursor: 'a' };
      expect(await opened.store.insights.savePage(page(elsewhere))).toMatchObject({ repeatsCursor: false });
      const lasts = { runId, page: 3, cursor: null };
      expect(await opened.store.insights.savePage(page(lasts))).toMatchObject({ repeatsCursor: false });
    });
  });

  describe('figures', () => {
    it('add up pages, verdicts and reasons of each conversation apart', async () => {
      const runId = await newRun(1, 2);
      const { savePage, stop } = opened.store.insights;
      await savePage(
        page({
          ...{ runId, cursor: 'next', reported: 9, malformed: 1, foreign: 2, requests: 3, latencyMs: 10 },
          insights: [
            insight('a'),
            insight('b', { verdict: 'redacted', reasons: ['personalData:email'], text: '[e-mail]' }),
            heldBack('c', 'stale', 'maskingFailed', 'personalData:email'),
          ],
        }),
      );
      await savePage(
        page({ runId, page: 1, reported: 10, latencyMs: 30, insights: [heldBack('d', 'stale')] }),
      );
      await stop({ runId, conversationId: conversationId(2) }, 'forbidden');
      const figures = await figuresOf(runId);
      expect(figures).toHaveLength(2);
      expect(figures.find((one) => one.conversationId === conversationId(1))).toEqual({
        conversationId: conversationId(1),
        ...{ stopped: null, reported: 10, fetched: 7, unique: 4, malformed: 1, foreign: 2 },
        ...{ passed: 1, redacted: 1, held: 2, heldForPersonalData: 1 },
        // What was masked and sent was not held back.
        heldBecause: { stale: 2, maskingFailed: 1, 'personalData:email': 1 },
        ...{ pages: 2, requests: 4, latencyMs: 20, delivered: 0, failed: 0 },
      });
      expect(figures.find((one) => one.conversationId === conversationId(2))).toEqual({
        conversationId: conversationId(2),
        ...{ stopped: 'forbidden', reported: null, fetched: 0, unique: 0, malformed: 0, foreign: 0 },
        ...{ passed: 0, redacted: 0, held: 0, heldForPersonalData: 0, heldBecause: {} },
        ...{ pages: 0, requests: 0, latencyMs: null, delivered: 0, failed: 0 },
      });
    });

    it('count the deliveries of this run by what became of them', async () => {
      const runId = await newRun(1, 2, 3);
      const bodies = [
        [1, 1, 'delivered'],
        [1, 2, 'failed'],
        [2, 1, 'delivered'],
      ] as const;
      await opened.store.deliveries.enqueue(
        runId,
        'crm',
        bodies.map(([number, part]) => ({
          ...{
            subject: `agent_assist_insights_sync/${conversationId(number)}/${part}`,
            digest: 'd',
            body: '{}',
          },
        })),
      );
      const range = { after: '', limit: 10, at: new Date('2026-11-21T00:00:00Z') };
      const { deliveries } = await opened.store.deliveries.startAttempts(runId, range);
      await opened.store.deliveries.recordAttempts(
        deliveries.map(({ key }) => {
          const [, , status] =
            bodies.find(([number, part]) => key.includes(`${conversationId(number)}/${part}/`)) ?? bodies[0];
          return { key, status, receipt: status };
        }),
      );
      const figures = new Map((await figuresOf(runId)).map((one) => [one.conversationId, one]));
      const told = [1, 2, 3].map((number) => {
        const { delivered, failed } = figures.get(conversationId(number)) ?? {};
        return [delivered, failed];
      });
      expect(told).toEqual([
        [1, 1],
        [1, 0],
        [0, 0],
      ]);
      expect((await figuresOf(await newRun(1)))[0]).toMatchObject({ delivered: 0, failed: 0 });
    });

    it('come some at a time, by id, each once', async () => {
      const numbers = Array.from({ length: 23 }, (_, number) => number);
      const runId = await newRun(...numbers);
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const figures = await opened.store.insights.figuresAfter({ runId, after, limit: 5 });
        seen.push(...figures.map((one) => one.conversationId));
        const last = figures.at(-1);
        if (!last) break;
        after = last.conversationId;
      }
      expect(seen).toEqual(numbers.map(conversationId).sort());
      expect(await opened.store.insights.conversationsAfter({ runId, after: null, limit: 23 })).toEqual(seen);
      expect(await opened.store.insights.countConversations(runId)).toBe(23);
    });
  });

  it('walk over rows by conversation and key, each once, whatever the size of a batch', async () => {
    const runId = await newRun(1, 2, 3);
    const keys = ['B', 'a', 'ä', '10', '9', '_', 'é', 'Z'];
    for (const number of [1, 2, 3])
      await opened.store.insights.savePage(
        page({ runId, conversationId: conversationId(number), insights: keys.map((key) => insight(key)) }),
      );
    const whole = await rowsOf(runId, 100);
    expect(whole).toHaveLength(24);
    for (const limit of [1, 5, 8, 24]) expect(await rowsOf(runId, limit)).toEqual(whole);
    expect(await rowsOf(randomUUID())).toEqual([]);
  });

  describe('what may be sent', () => {
    it('is what has a text, in the order in which it came, with what the CRM knows the case by', async () => {
      const runId = await newRun(1, 2, 3);
      const { savePage, label, sendable } = opened.store.insights;
      await label(
        { runId, conversationId: conversationId(1) },
        { externalTag: 'case-7', externalContactId: 'contact-9' },
      );
      await savePage(
        page({ runId, page: 1, insights: [insight('z'), heldBack('y', 'stale'), insight('a')] }),
      );
      await savePage(
        page({
          ...{ runId, cursor: 'next' },
          insights: [
            insight('m', { redacted: true }),
            insight('c', { verdict: 'redacted', reasons: ['personalData:email'], text: '[e-mail]' }),
          ],
        }),
      );
      await savePage(
        page({ runId, conversationId: conversationId(2), insights: [heldBack('a', 'lowConfidence')] }),
      );
      const all = await sendable(runId, [1, 2, 3].map(conversationId));
      expect(all).toHaveLength(1);
      const [first] = all;
      expect(first).toMatchObject({
        ...{ conversationId: conversationId(1), externalTag: 'case-7', externalContactId: 'contact-9' },
      });
      expect(first?.insights.map(({ id, redacted }) => [id, redacted])).toEqual([
        ['m', true],
        ['c', true],
        ['z', false],
        ['a', false],
      ]);
      expect(first?.insights[2]).toEqual({
        ...{ id: 'z', interactionId: conversationId(1), insightType: 'summary', confidence: 0.9 },
        ...{ text: 'text of z', createdDate: '2026-11-20T10:00:00.250Z', redacted: false },
      });
      expect(await sendable(runId, [conversationId(2)])).toEqual([]);
      expect(await sendable(randomUUID(), [conversationId(1)])).toEqual([]);
    });
  });

  describe('block', () => {
    type Sketch = { readonly stopped: InsightStop | null; readonly insights: readonly JudgedInsight[] };

    const verdicts = fc.constantFrom(
      ...[[], [], ['stale'], ['lowConfidence'], ['fromTheFuture', 'personalData:email']],
      ...[['personalData:personName'], ['maskingFailed', 'personalData:iban']],
    );
    const sketches: fc.Arbitrary<Sketch[]> = fc.array(
      fc.record({
        stopped: fc.constantFrom<(InsightStop | null)[]>(null, null, null, 'pageCap', 'notFound'),
        insights: fc
          .array(verdicts, { maxLength: 5 })
          .map((all) =>
            all.map((reasons, index) =>
              reasons.length === 0 ? insight(`${index}`) : heldBack(`${index}`, ...reasons),
            ),
          ),
      }),
      { minLength: 1, maxLength: 5 },
    );

    /** The rule in words: one insight with personal data, or a reading that was stopped, holds back all of a conversation. */
    const blocked = ({ stopped, insights }: Sketch): JudgedInsight[] => {
      const isPersonal = insights.some(({ reasons }) => reasons.join().includes('personalData:'));
      if (!isPersonal && stopped === null) return [...insights];
      return insights.map((one) => (one.verdict === 'held' ? one : heldBack(one.key, 'blocked')));
    };

    it('holds back what the rule says of any conversations, and says the same again', async () => {
      await fc.assert(
        fc.asyncProperty(sketches, async (all) => {
          const runId = await newRun(...all.keys());
          const bystander = await newRun(...all.keys());
          for (const [number, { stopped, insights }] of all.entries()) {
            const key = { runId, conversationId: conversationId(number) };
            await opened.store.insights.savePage(page({ ...key, insights }));
            if (stopped) await opened.store.insights.stop(key, stopped);
            await opened.store.insights.savePage(
              page({ runId: bystander, conversationId: key.conversationId, insights: [insight('a')] }),
            );
          }
          const expected = all.flatMap((sketch, number) =>
            blocked(sketch).map(({ key, verdict, reasons, text }) => ({
              ...{ conversationId: conversationId(number), key, verdict, reasons, text },
            })),
          );
          for (let time = 0; time < 2; time += 1) {
            await opened.store.insights.block(runId);
            const rows = await rowsOf(runId);
            expect(
              new Set(
                rows.map(({ conversationId: id, key, verdict, reasons, text }) => ({
                  ...{ conversationId: id, key, verdict, reasons, text },
                })),
              ),
            ).toEqual(new Set(expected));
          }
          const others = await rowsOf(bystander);
          expect(others.every(({ text }) => text !== null)).toBe(true);
        }),
        { numRuns: 60, seed: 20261120 },
      );
    }, 60_000);
  });

  describe('the conversations of a window', () => {
    let analyzed = 1000;
    const sentimentRun = async (
      plan: object,
      {
        occurredAt = [] as (string | null)[],
        process = 'sentiment' as const,
        status = 'completed' as 'completed' | 'failed' | null,
        complete = true,
      } = {},
    ) => {
      const runId = randomUUID();
      const run = { runId, workflowId: runId, process, startedAt: DAY.to, plan };
      await opened.store.runs.begin(run);
      const sentiments = occurredAt.map((at) => sentiment(analyzed++, { occurredAt: at }));
      await opened.store.sentiment.savePage({
        ...{ runId, slice: 0, page: 0, sentiments, cursor: null, reported: null, requests: 1 },
      });
      if (status) await opened.store.runs.end({ runId, status, finishedAt: DAY.to, result: { complete } });
      return sentiments.map((one) => one.conversationId);
    };
    /** A day of its own for each case. */
    let days = 0;
    const someDay = () => {
      const fromMs = Date.parse('2020-01-01T00:00:00Z') + 10 * 86_400_000 * days++;
      return { from: new Date(fromMs).toISOString(), to: new Date(fromMs + 86_400_000).toISOString() };
    };
    const within = ({ from, to }: typeof DAY, aheadMs: number, beyondMs: number) => ({
      from: new Date(Date.parse(from) + aheadMs).toISOString(),
      to: new Date(Date.parse(to) + beyondMs).toISOString(),
    });

    it('are those of all sentiment rows in it, from inside to outside, each once', async () => {
      const day = someDay();
      const justBefore = new Date(Date.parse(day.to) - 1).toISOString();
      const early = new Date(Date.parse(day.from) - 1).toISOString();
      const ids = await sentimentRun(day, { occurredAt: [day.from, justBefore, day.to, early, null] });
      const again = await sentimentRun(day, { occurredAt: [day.from] });
      const runId = randomUUID();
      for (let time = 0; time < 2; time += 1) await opened.store.insights.listAnalyzed(runId, day);
      expect(await opened.store.insights.conversationsAfter({ runId, after: null, limit: 10 })).toEqual(
        [...ids.slice(0, 2), ...again].sort(),
      );
    });

    it('are all known where a complete run read all of them', async () => {
      const day = someDay();
      expect(await opened.store.insights.isAnalyzed(day)).toBe(false);
      await sentimentRun(day, { occurredAt: [day.from] });
      expect(await opened.store.insights.isAnalyzed(day)).toBe(true);
      expect(await opened.store.insights.isAnalyzed(within(day, 1, -1))).toBe(true);
      expect(await opened.store.insights.isAnalyzed(within(day, -1, 0))).toBe(false);
      expect(await opened.store.insights.isAnalyzed(within(day, 0, 1))).toBe(false);
    });

    it.each([
      { of: 'a language', plan: { languages: ['de'] }, options: {} },
      { of: 'some conversations', plan: { conversationIds: [conversationId(1)] }, options: {} },
      { of: 'a run that was not complete', plan: {}, options: { complete: false } },
      { of: 'a run that failed', plan: {}, options: { status: 'failed' as const } },
      { of: 'a run that goes on', plan: {}, options: { status: null } },
      { of: 'a run that has conversations without a date', plan: {}, options: { occurredAt: [null] } },
    ])('are not all known from $of', async ({ plan, options }) => {
      const day = someDay();
      await sentimentRun({ ...day, ...plan }, options);
      expect(await opened.store.insights.isAnalyzed(day)).toBe(false);
    });
  });
});
