import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createHmac } from 'node:crypto';
import { runVirtualAgentSession } from '../../src/workflows/index.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { sessionProgressQuery, submitTurnUpdate } from '../../src/workflows/messages.js';
import { CUSTOMER, plantedTexts, SECRETS } from './planted.js';
import { startPrivateWorld, type PrivateWorld } from './private-world.js';
import { found } from './searchable.js';

const CONVERSATIONS = '/api/v2/conversations';
const EVALUATE = '/api/v2/conversations/message/evaluate';
const DETAILS_QUERY = '/api/v2/analytics/conversations/details/query';
const PROBE = 'a probe that was written without keys 77x99';
const SOON = { timeout: 30_000, interval: 100 };

vi.setConfig({ hookTimeout: 240_000 });

const input = (sessionKey: string, changes: object = {}) => ({
  sessionKey,
  from: { id: CUSTOMER.fromId, name: CUSTOMER.fromName },
  to: [{ id: 'bot-1' }],
  type: 'chat',
  message: CUSTOMER.message,
  attributes: { remark: CUSTOMER.attribute },
  thresholds: { confidenceMin: 0, sentimentMin: -0.5 },
  fallbackQueueId: 'people',
  ...changes,
});

describe('what customers say and are, and our secrets', () => {
  let world: PrivateWorld;
  let places: Awaited<ReturnType<PrivateWorld['collect']>>;
  const conversationIds: string[] = [];
  const statuses: Record<string, number> = {};

  const handleOf = (workflowId: string) => world.temporal.client.workflow.getHandle(workflowId);
  async function start(sessionKey: string, changes: object = {}) {
    const { stdout, stderr } = await world.client(
      ['start', 'session', '--input', '-'],
      JSON.stringify(input(sessionKey, changes)),
    );
    expect(stderr).toContain('started');
    return (JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as { workflowId: string }).workflowId;
  }
  async function untilCreated(workflowId: string): Promise<string> {
    const conversationId = await vi.waitFor(async () => {
      const { conversationId: id } = await handleOf(workflowId).query(sessionProgressQuery);
      if (id === null) throw new Error(`${workflowId} has no conversation yet`);
      return id;
    }, SOON);
    conversationIds.push(conversationId);
    return conversationId;
  }
  const untilCounted = (query: string) =>
    vi.waitFor(async () => expect((await world.temporal.client.workflow.count(query)).count).toBe(1), SOON);
  const post = async (name: string, path: string, body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${world.ingressUrl}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect(await answer.text()).not.toContain('planted');
    statuses[name] = answer.status;
  };
  const hubSigned = (body: string) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', Buffer.from(SECRETS.webhook.slice(6), 'base64'))
      .update(body)
      .digest('hex')}`,
  });

  async function readSentiments(): Promise<void> {
    const sentiment = (actionThreshold: number) =>
      world.client(
        ['start', 'sentiment', '--wait', '--input', '-'],
        JSON.stringify({ window: 'last-7d', actionThreshold, slices: 1, concurrency: 1 }),
      );
    world.front.refuseNext('POST', '/oauth/token', 400);
    expect((await sentiment(71)).exitCode).toBe(1);
    world.front.refuseNext('POST', DETAILS_QUERY, 400);
    expect((await sentiment(72)).exitCode).toBe(1);
    world.front.refuseNext('POST', '/sinks/coaching', 400);
    expect((await sentiment(73)).exitCode).toBe(0);
  }

  /** Turns, a refused one, a handoff and an end that a trigger's event tells, with numbers and addresses. */
  async function holdWholeSession(): Promise<void> {
    world.simulator.webhooks.spelling.set({ spelling: 'customerEnd' });
    const workflowId = await start('whole-1');
    const conversationId = await untilCreated(workflowId);
    await world.client(['turn', workflowId, '--text', '-'], CUSTOMER.turn);
    await world.client(['turn', workflowId, '--text', CUSTOMER.angryTurn]);
    const tooLong = CUSTOMER.refusedTurn.repeat(1000);
    const turn = handleOf(workflowId).executeUpdate(submitTurnUpdate, { args: [{ text: tooLong }] });
    await expect(turn).rejects.toThrow();
    await world.client(['status', workflowId]);
    await world.client(['sessions']);
    world.simulator.conversations.end(conversationId);
    await expect(handleOf(workflowId).result()).resolves.toMatchObject({ state: 'settled', turns: 3 });
    await world.client(['result', workflowId]);
    await world.client(['turn', workflowId, '--text', CUSTOMER.turn]);
  }

  /** Each request of a session is refused once, and what it held comes back in the answer. */
  async function holdRefusedSession(): Promise<void> {
    world.simulator.webhooks.spelling.set({ spelling: 'documented' });
    world.front.refuseNext('POST', EVALUATE, 400);
    world.front.refuseNext('POST', CONVERSATIONS, 500);
    world.front.refuseNext('GET', CONVERSATIONS, 500);
    const workflowId = await start('refused-1');
    const conversationId = await untilCreated(workflowId);
    world.front.refuseNext('POST', '/sinks/crm', 400);
    world.front.refuseNext('POST', DETAILS_QUERY, 400);
    world.simulator.conversations.end(conversationId);
    await expect(handleOf(workflowId).result()).resolves.toMatchObject({
      state: 'settled',
      reasons: ['evaluation_unavailable'],
    });
    await world.client(['status', workflowId]);
  }

  async function failToStart(): Promise<void> {
    world.front.refuseNext('POST', CONVERSATIONS, 400);
    const refused = await start('failed-1');
    await expect(handleOf(refused).result()).rejects.toThrow();
    await world.client(['status', refused]);
    await world.client(['result', refused]);
    // As somebody could from the UI, past the client's own check.
    const wrong = await world.temporal.client.workflow.start(runVirtualAgentSession, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: 'session/wrong-1',
      args: [
        input('wrong-1', {
          message: CUSTOMER.message.repeat(1000),
          type: CUSTOMER.message.repeat(9),
        }) as never,
      ],
    });
    await expect(wrong.result()).rejects.toThrow();
    await world.client(['result', 'session/wrong-1']);
    await world.client(['start', 'session', '--input', '-'], `{"message": ${CUSTOMER.message}`);
    await world.client(['start', 'session', '--input', '-'], JSON.stringify(input('x y', { type: 5 })));
  }

  async function knock(): Promise<void> {
    const path = '/webhook/conversation-ended';
    const forged = JSON.stringify({ id: 'c-1', state: 'closed', text: CUSTOMER.forged });
    await post('forged', path, forged, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
    await post('forged bearer', path, forged, { authorization: `Bearer ${CUSTOMER.forged}` });
    const broken = `{"id": "${CUSTOMER.malformed}`;
    await post('broken', path, broken, hubSigned(broken));
    const odd = JSON.stringify({ id: CUSTOMER.malformed, state: CUSTOMER.malformed });
    await post('odd', path, odd, hubSigned(odd));
    await post('elsewhere', `/webhook/${encodeURIComponent(CUSTOMER.forged)}`, odd, hubSigned(odd));
    const remark = { interactionId: 'i-1', sentiment: { score: -0.4, polarity: 'negative' } };
    const told = JSON.stringify({ ...remark, agent: CUSTOMER.fromName, text: CUSTOMER.interaction });
    world.front.refuseNext('POST', '/sinks/coaching', 400);
    await post('coaching', '/webhook/coaching', told, hubSigned(told));
  }

  /** What a program without keys would leave: it must be found. */
  async function leaveProbe(): Promise<void> {
    const { connection } = world.temporal;
    const options = { taskQueue: 'nobody-polls-this', workflowId: 'probe', memo: { memo: PROBE } };
    await new Client({ connection }).workflow.start('probe', { ...options, args: [{ text: PROBE }] });
  }

  beforeAll(async () => {
    world = await startPrivateWorld(inject('temporalCli'));
    await readSentiments();
    await holdWholeSession();
    await holdRefusedSession();
    await failToStart();
    await knock();
    await untilCounted(`WorkflowType = 'syncInteraction' and ExecutionStatus = 'Completed'`);
    await leaveProbe();
    await untilCounted(`WorkflowId = 'probe'`);
    for (const args of [['list'], ['sessions'], ['sessions', '--json'], ['doctor'], ['audit', 'verify']])
      await world.client(args);
    places = await world.collect();
  });
  afterAll(() => world.close());

  it('were said, refused and repeated by everybody who could', () => {
    expect(world.front.pending()).toEqual([]);
    const echoed = found(world.front.echoed(), [CUSTOMER.message, CUSTOMER.attribute, CUSTOMER.fromName]);
    expect(echoed).toHaveLength(3);
    expect(found(world.front.echoed(), [SECRETS.clientSecret, ...world.front.tokens()])).not.toEqual([]);
    expect(statuses).toEqual({
      forged: 401,
      'forged bearer': 401,
      broken: 400,
      odd: 400,
      elsewhere: 404,
      coaching: 202,
    });
  });

  it('are found by the search where they do stand', () => {
    const [conversationId = ''] = conversationIds;
    expect(found(places.temporal, [conversationId, PROBE, 'people'])).toEqual([conversationId, PROBE]);
    expect(found(Buffer.from(JSON.stringify([PROBE])).toString('base64'), [PROBE])).toEqual([PROBE]);
    expect(found(places.log, ['worker is running', 'ingress is running'])).toHaveLength(2);
    for (const table of ['session', 'inbox', 'delivery'] as const)
      expect(found(places.tables[table] ?? '', conversationIds)).toEqual(conversationIds);
    expect(found(places.audit, conversationIds)).toEqual(conversationIds);
    expect(found(places.client, ['whole-1', 'refused-1', 'failed-1'])).toHaveLength(3);
    // The CRM has refused what it was told of the second.
    expect(found(places.sinks, conversationIds)).toEqual([conversationId]);
  });

  it.each(['temporal', 'log', 'audit', 'client', 'sinks'] as const)('are not found in %s', (place) => {
    expect(found(places[place], plantedTexts(world.front.tokens()))).toEqual([]);
  });

  it('are not found in any table of the store', () => {
    const hits = Object.entries(places.tables).map(([table, rows]) => [
      table,
      found(rows, plantedTexts(world.front.tokens())),
    ]);
    expect(hits.length).toBeGreaterThan(10);
    expect(Object.fromEntries(hits.filter(([, texts]) => texts?.length))).toEqual({});
  });
});
