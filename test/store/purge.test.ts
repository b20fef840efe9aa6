import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PurgeScope } from '../../src/domain/purge.js';
import { storeTexts } from '../privacy/places.js';
import { STORES, type OpenedStore } from './stores.js';

const AT = '2026-11-26T10:00:00Z';
const NOTHING = { texts: 0, labels: 0, bodies: 0, deliveriesStopped: 0 };
/** Of runs that start before and after the date that is purged by. */
const [EARLY, DATE, LATE] = ['2026-11-19T23:59:59.999Z', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00.000Z'];

describe.each(STORES)('a purge on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  /** A run of insights over conversations, each with a text that passed, one that was held back, labels and a body. */
  async function run(conversationIds: readonly string[], { startedAt = EARLY, ended = true } = {}) {
    const { runs, insights, deliveries } = opened.store;
    const runId = randomUUID();
    const workflowId = `insights/${runId}`;
    await runs.begin({ runId, workflowId, process: 'insights', startedAt, plan: {} });
    await insights.listNamed(runId, conversationIds);
    for (const conversationId of conversationIds) {
      await insights.label(
        { runId, conversationId },
        { externalTag: `tag of ${conversationId}`, externalContactId: null },
      );
      await insights.savePage({
        ...{ runId, conversationId, page: 0, beyondMax: 0, malformed: 0, foreign: 0, cursor: null },
        ...{ reported: 2, requests: 1, latencyMs: 1 },
        insights: [insight('passed', `words of ${conversationId}`), insight('held', null)],
      });
      await deliveries.enqueue(runId, 'crm', [
        {
          subject: `agent_assist_insights_sync/${conversationId}/1`,
          digest: randomUUID(),
          body: JSON.stringify({ text: `words of ${conversationId}` }),
        },
      ]);
    }
    if (ended) await runs.end({ runId, status: 'completed', finishedAt: startedAt, result: {} });
    return { runId, workflowId };
  }
  const insight = (verdict: 'passed' | 'held', text: string | null) => ({
    ...{ key: verdict, insightType: 'summary', confidence: 0.9, createdDate: EARLY, redacted: false },
    ...{ verdict, reasons: verdict === 'held' ? ['stale'] : [], text },
  });
  const settle = async (runId: string, status: 'pending' | 'delivered' | 'failed', receipt: string) => {
    const { deliveries } = await opened.store.deliveries.startAttempts(runId, {
      ...{ after: '', limit: 250, at: new Date(EARLY) },
    });
    await opened.store.deliveries.recordAttempts(deliveries.map(({ key }) => ({ key, status, receipt })));
    return deliveries.map(({ key }) => key);
  };
  const ofConversation = (conversationId: string): PurgeScope => ({ conversationId, before: null });
  const before = (date: string): PurgeScope => ({ conversationId: null, before: date });
  const erase = (scope: PurgeScope) =>
    opened.store.purge.erase({ scope, source: `purge/${randomUUID()}`, at: AT });
  const held = async () => Object.values(await storeTexts(opened.db)).join('\n');

  it('erases the texts, labels and bodies of one conversation in every run, and nothing of another', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const runs = [await run([one, other]), await run([one], { startedAt: LATE })];
    for (const { runId } of runs) await settle(runId, 'delivered', 'HTTP 201');
    const found = { texts: 2, labels: 2, bodies: 2, deliveriesStopped: 0 };
    expect(await opened.store.purge.count(ofConversation(one))).toEqual(found);
    expect(await held()).toContain(`words of ${one}`);
    expect(await erase(ofConversation(one))).toMatchObject(found);
    const left = await held();
    expect(left).not.toContain(`words of ${one}`);
    expect(left).not.toContain(`tag of ${one}`);
    expect(left).toContain(`words of ${other}`);
    expect(left).toContain(`tag of ${other}`);
  });

  it('keeps the evidence: verdicts, counts and receipts', async () => {
    const one = randomUUID();
    const { runId } = await run([one]);
    await settle(runId, 'delivered', 'HTTP 201');
    const range = { runId, after: null, limit: 10 };
    const figures = await opened.store.insights.figuresAfter(range);
    await erase(ofConversation(one));
    expect(await opened.store.insights.figuresAfter(range)).toEqual(figures);
    expect(await opened.store.insights.rowsAfter(runId, null, 10)).toMatchObject([
      { key: 'held', verdict: 'held', text: null },
      { key: 'passed', verdict: 'passed', text: null },
    ]);
  });

  it('takes the runs that started before a date, and not one that started with it', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    await settle((await run([early])).runId, 'failed', 'HTTP 422');
    await settle((await run([late], { startedAt: LATE })).runId, 'failed', 'HTTP 422');
    await erase(before(DATE));
    const left = await held();
    expect(left).not.toContain(`words of ${early}`);
    expect(left).toContain(`words of ${late}`);
    expect(await opened.store.purge.count(before(DATE))).toEqual(NOTHING);
  });

  it.each([
    { of: 'that was never tried', attempts: 0, receipt: 'purged' },
    { of: 'that could not be taken', attempts: 1, receipt: 'purged: HTTP 503' },
  ])('stops a delivery $of, so that nothing is sent later', async ({ attempts, receipt }) => {
    const one = randomUUID();
    const { runId } = await run([one]);
    if (attempts > 0) await settle(runId, 'pending', 'HTTP 503');
    expect(await erase(ofConversation(one))).toMatchObject({ bodies: 1, deliveriesStopped: 1 });
    expect(await settle(runId, 'delivered', 'HTTP 201')).toEqual([]);
    const [failed] = (await opened.store.deliveries.failedAfter({ after: null, limit: 100 })).filter(
      ({ subject }) => subject.includes(one),
    );
    expect(failed).toMatchObject({ attempts, reason: receipt, skippedBecause: 'purged' });
  });

  it('does not pretend to know of a delivery that is on its way', async () => {
    const one = randomUUID();
    const { runId } = await run([one]);
    await opened.store.deliveries.startAttempts(runId, { after: '', limit: 1, at: new Date(EARLY) });
    await erase(ofConversation(one));
    const key = (await opened.store.deliveries.failedAfter({ after: null, limit: 100 })).find(({ subject }) =>
      subject.includes(one),
    );
    expect(key).toMatchObject({ reason: 'purged: outcome unknown' });
  });

  it('leaves a failed delivery its reason, and keeps a redelivery from it', async () => {
    const one = randomUUID();
    const [key = ''] = await settle((await run([one])).runId, 'failed', 'HTTP 422');
    await erase(ofConversation(one));
    expect(await opened.store.deliveries.find(key)).toMatchObject({
      ...{ status: 'failed', reason: 'HTTP 422', skippedBecause: 'purged' },
    });
  });

  it('leaves bodies without texts alone: scores, and the states of sessions', async () => {
    const conversationId = randomUUID();
    const runId = randomUUID();
    const { deliveries } = opened.store;
    await deliveries.enqueue(runId, 'coaching', [{ subject: conversationId, digest: 'score', body: '{}' }]);
    await deliveries.enqueue(runId, 'crm', [
      { subject: `virtual_agent_session/${runId}`, digest: 'state', body: '{}' },
    ]);
    expect(await erase(ofConversation(conversationId))).toMatchObject(NOTHING);
    expect(await deliveries.counts(runId)).toMatchObject({ wanted: 2, pending: 2 });
  });

  it('is repeated without harm, and each leaves an entry in an audit that stays whole', async () => {
    const one = randomUUID();
    await run([one]);
    const first = await erase(ofConversation(one));
    const second = await erase(ofConversation(one));
    expect(first).toMatchObject({ texts: 1, labels: 1, bodies: 1, deliveriesStopped: 1 });
    expect(second).toMatchObject(NOTHING);
    expect(second.auditHead.count).toBe(first.auditHead.count + 1);
    expect(await opened.store.audit.verify([first.auditHead, second.auditHead])).toMatchObject({
      intact: true,
    });
    const entries: string[] = [];
    for await (const batch of opened.store.audit.entries()) entries.push(...batch.map(({ body }) => body));
    expect(JSON.parse(entries[first.auditHead.count - 1] ?? '')).toEqual({
      timestamp: AT,
      action: 'purge',
      before: null,
      interaction_id: one,
      texts: 1,
      labels: 1,
      bodies: 1,
      deliveries_stopped: 1,
    });
  });

  it('erases nothing when the audit can not be written', async () => {
    const one = randomUUID();
    await run([one]);
    const failing = opened.store.purge.erase({
      ...{ scope: ofConversation(one), source: null as unknown as string, at: AT },
    });
    await expect(failing).rejects.toThrow(/null value/);
    expect(await opened.store.purge.count(ofConversation(one))).toMatchObject({ texts: 1, bodies: 1 });
  });

  it('names the insights runs in its scope that may store more', async () => {
    const one = randomUUID();
    const startedAt = '2026-01-01T00:00:00Z';
    const { workflowId } = await run([one], { ended: false, startedAt });
    await run([one], { startedAt });
    expect(await opened.store.purge.runsUnderWay(ofConversation(one))).toEqual([workflowId]);
    expect(await opened.store.purge.runsUnderWay(before('2026-01-01T00:00:01Z'))).toEqual([workflowId]);
    expect(await opened.store.purge.runsUnderWay(before(startedAt))).toEqual([]);
    expect(await opened.store.purge.runsUnderWay(ofConversation(randomUUID()))).toEqual([]);
  });
});
