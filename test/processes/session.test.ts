import { DefaultLogger, Runtime } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { SessionInput, SessionResult } from '../../src/contracts/run-virtual-agent-session.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import {
  requestHandoffUpdate,
  sessionProgressQuery,
  submitTurnUpdate,
} from '../../src/workflows/messages.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';
import { sessionInput } from '../support/session-fakes.js';
import { mostAtOnce } from '../support/most-at-once.js';

const SOON = { timeout: 30_000, interval: 50 };

describe('runVirtualAgentSession with everything real', () => {
  let world: ProcessWorld;
  let sweep: { terminate(): Promise<unknown> } | null = null;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations: 10, webhookRetryDelaysMs: [100, 200, 400, 800, 1600, 3200] },
      ingress: true,
    });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.simulator.sinks.crm.clear();
    world.simulator.conversations.clear();
  });
  afterEach(async () => {
    world.simulator.webhooks.faults.set({});
    world.simulator.script.set({});
    world.simulator.webhooks.spelling.set({});
    await sweep?.terminate();
    sweep = null;
  });

  /** Each test has a virtual agent of its own, so that none counts the slots of another. */
  const start = async (changes: Partial<SessionInput> & { readonly botId: string }) => {
    const sessionKey = changes.sessionKey ?? randomUUID();
    const input = sessionInput({ ...changes, sessionKey, to: [{ id: changes.botId }] });
    const accepted = acceptStart('session', input, new Date().toISOString());
    const { workflowId, runId } = await startRun(world.client, accepted);
    const handle = world.client.workflow.getHandle(workflowId);
    const progress = () => handle.query(sessionProgressQuery);
    return {
      sessionKey,
      runId,
      handle,
      result: () => handle.result() as Promise<SessionResult>,
      stage: async () => (await progress()).stage,
      conversations: () => world.simulator.conversations.ofSession(sessionKey),
      /** The id of its conversation, once it follows it. */
      async whenFollowed() {
        await expect.poll(async () => (await progress()).stage, SOON).not.toBe('creating');
        return String((await progress()).conversationId);
      },
      told: () =>
        world.simulator.sinks.crm
          .effects()
          .map(({ body }) => body as Record<string, unknown>)
          .filter((body) => body.sessionKey === sessionKey),
    };
  };
  /** As the environment's own, but its first round is now. */
  const sweepNow = async () => {
    sweep = await world.client.workflow.start('sweepSessions', {
      workflowId: `session-sweep/${randomUUID()}`,
      taskQueue: WORKFLOW_TASK_QUEUE,
    });
  };
  const slotsOf = async (botId: string) => {
    const slots = await world.store.sessions.slots();
    return slots.filter((slot) => slot.botId === botId);
  };
  /** What the CRM hears of one end: at once, and again with the metrics. */
  const ONE_END = [
    { event: 'virtual_agent_session', state: 'ended', resolutionStatus: 'resolved', durationMs: null },
    {
      event: 'virtual_agent_session',
      state: 'ended',
      resolutionStatus: 'resolved',
      durationMs: expect.any(Number) as number,
    },
  ];

  it('is ended by a signed webhook, after turns and a handoff, and leaves nothing held', async () => {
    const session = await start({ botId: 'followed' });
    const conversationId = await session.whenFollowed();
    const { handle } = session;
    expect(
      await handle.executeUpdate(submitTurnUpdate, { args: [{ text: 'where is my order' }] }),
    ).toMatchObject({
      turns: 2,
      handedOff: false,
    });
    await handle.executeUpdate(requestHandoffUpdate, { args: [{ queueId: 'vip' }] });
    world.simulator.conversations.end(conversationId);
    const result = await session.result();
    expect(result).toMatchObject({
      conversationId,
      state: 'settled',
      resolutionStatus: 'resolved',
      reasons: ['handoff_requested'],
      turns: 2,
      handoffQueueId: 'vip',
      unknown: ['containment'],
      crm: 'delivered',
    });
    expect(session.told()).toMatchObject([{ event: 'virtual_agent_handoff', queueId: 'vip' }, ...ONE_END]);
    expect(await slotsOf('followed')).toEqual([]);
    expect(await world.store.sessions.findByConversation(conversationId)).toMatchObject({ state: 'settled' });
    expect(await world.store.audit.verify([result.auditHead])).toMatchObject({ intact: true });
  });

  it('has its key alone: a run that somebody starts with it elsewhere creates no conversation', async () => {
    const session = await start({ botId: 'taken' });
    const conversationId = await session.whenFollowed();
    const { sessionKey } = session;
    const other = await world.client.workflow.start('runVirtualAgentSession', {
      workflowId: `from-the-ui/${sessionKey}`,
      taskQueue: WORKFLOW_TASK_QUEUE,
      args: [sessionInput({ sessionKey, to: [{ id: 'taken' }] })],
    });
    await expect(other.result()).rejects.toMatchObject({
      cause: {
        type: 'InvalidInput',
        message: expect.stringContaining(
          `sessionKey: "${sessionKey}" belongs to session/${sessionKey}`,
        ) as string,
      },
    });
    expect(session.conversations()).toHaveLength(1);
    expect(await slotsOf('taken')).toMatchObject([{ workflowId: `session/${sessionKey}` }]);
    world.simulator.conversations.end(conversationId);
    expect(await session.result()).toMatchObject({ state: 'settled' });
  });

  it.each([
    { name: 'doubled', faults: { duplicate: 1 }, events: 1 },
    { name: 'in reverse', faults: { reorder: 3, reorderForMs: 500 }, events: 3 },
    { name: 'doubled and in reverse', faults: { duplicate: 1, reorder: 3, reorderForMs: 500 }, events: 3 },
  ])('tells the CRM of one end when its webhooks come $name', async ({ faults, events }) => {
    const session = await start({ botId: 'disorder', settleFor: '2s' });
    const conversationId = await session.whenFollowed();
    world.simulator.webhooks.faults.set(faults);
    const before = world.simulator.webhooks.counts();
    world.simulator.conversations.end(conversationId);
    for (let event = 1; event < events; event++)
      world.simulator.conversations.announce(conversationId, { kind: 'ended' });
    expect(await session.result()).toMatchObject({ state: 'settled', conversationId });
    const copies = events * ('duplicate' in faults ? 2 : 1);
    expect(world.simulator.webhooks.counts().delivered - before.delivered).toBe(copies);
    expect(session.told()).toMatchObject(ONE_END);
    expect(session.told()).toHaveLength(ONE_END.length);
  });

  it.each(['customerEnd', 'customerEndDotted'] as const)(
    'is ended by an event in the spelling %s, and learns the resolution from analytics',
    async (spelling) => {
      world.simulator.webhooks.spelling.set({ spelling });
      const session = await start({ botId: spelling });
      const conversationId = await session.whenFollowed();
      world.simulator.conversations.end(conversationId);
      expect(await session.result()).toMatchObject({ state: 'settled', conversationId });
      expect(session.told()).toMatchObject([
        { state: 'ended', resolutionStatus: null },
        { state: 'ended', resolutionStatus: 'resolved' },
      ]);
      const heard = await world.store.sessions.bindConversation({ runId: session.runId, conversationId });
      expect(heard).toMatchObject([{ source: 'trigger', disconnect: 'transport_failure', media: 'chat' }]);
    },
  );

  it('hears of an end that is told before the creation is answered', async () => {
    world.simulator.webhooks.faults.set({ early: 1 });
    const before = world.simulator.webhooks.counts();
    const session = await start({ botId: 'early' });
    expect(await session.result()).toMatchObject({ state: 'settled', resolutionStatus: 'resolved' });
    expect(world.simulator.webhooks.counts().early - before.early).toBe(1);
    expect(session.told()).toMatchObject(ONE_END);
    expect(session.conversations()).toHaveLength(1);
    expect(await slotsOf('early')).toEqual([]);
  });

  it('finds by the sweep that a conversation has ended whose webhook was lost', async () => {
    const [lost, living] = await Promise.all([start({ botId: 'swept' }), start({ botId: 'swept' })]);
    const conversationId = await lost.whenFollowed();
    const livingId = await living.whenFollowed();
    world.simulator.conversations.end(conversationId, { notify: false });
    await sweepNow();
    expect(await lost.result()).toMatchObject({ state: 'settled', resolutionStatus: 'resolved' });
    expect(await living.stage()).toBe('active');
    expect(lost.told().map(({ state }) => state)).toEqual(['ended', 'ended']);
    world.simulator.conversations.end(livingId);
    await living.result();
    expect(await slotsOf('swept')).toEqual([]);
  });

  it('frees by the sweep what a terminated run held, and wakes who waits for it', async () => {
    const first = await start({ botId: 'terminated', maxConcurrent: 1 });
    await first.whenFollowed();
    const second = await start({ botId: 'terminated', maxConcurrent: 1, whenFull: 'wait' });
    await expect.poll(() => slotsOf('terminated'), SOON).toHaveLength(2);
    await first.handle.terminate();
    expect(await slotsOf('terminated')).toMatchObject([{ status: 'held' }, { status: 'waiting' }]);
    await sweepNow();
    const conversationId = await second.whenFollowed();
    expect(await world.store.sessions.findBySessionKey(first.sessionKey)).toMatchObject({ state: 'failed' });
    world.simulator.conversations.end(conversationId);
    expect(await second.result()).toMatchObject({ state: 'settled' });
    expect(await slotsOf('terminated')).toEqual([]);
  });

  it('is ended by a webhook that came while no worker ran', async () => {
    const session = await start({ botId: 'no-worker' });
    const conversationId = await session.whenFollowed();
    await world.workers.stop();
    const { delivered } = world.simulator.webhooks.counts();
    world.simulator.conversations.end(conversationId);
    await expect.poll(() => world.simulator.webhooks.counts().delivered, SOON).toBe(delivered + 1);
    await world.workers.start();
    expect(await session.result()).toMatchObject({ state: 'settled' });
    expect(session.told()).toMatchObject(ONE_END);
  });

  it('is ended by the repetition of a webhook that nobody took', async () => {
    const session = await start({ botId: 'no-ingress' });
    const conversationId = await session.whenFollowed();
    await world.ingress.stop();
    const { unreachable } = world.simulator.webhooks.counts();
    world.simulator.conversations.end(conversationId);
    await expect
      .poll(() => world.simulator.webhooks.counts().unreachable, SOON)
      .toBeGreaterThan(unreachable + 1);
    expect(await session.stage()).toBe('active');
    await world.ingress.start();
    expect(await session.result()).toMatchObject({ state: 'settled' });
    expect(session.told()).toMatchObject(ONE_END);
  });

  it('never has more than 50 of 500 conversations live, and leaves none waiting', async () => {
    world.simulator.script.set({ endAfterMs: 200, spreadMs: 400 });
    const sessions = await Promise.all(
      Array.from({ length: 500 }, () => start({ botId: 'full', maxConcurrent: 50, whenFull: 'wait' })),
    );
    const results = await Promise.all(sessions.map(({ result }) => result()));
    expect(results.filter(({ state }) => state !== 'settled')).toEqual([]);
    const lives = sessions.flatMap(({ conversations }) => conversations());
    expect(lives).toHaveLength(500);
    const most = mostAtOnce(
      lives.map(({ conversation, endedAtMs }) => ({
        fromMs: Date.parse(conversation.startTime),
        toMs: endedAtMs ?? Infinity,
      })),
    );
    expect(most).toBeLessThanOrEqual(50);
    expect(most).toBeGreaterThan(10);
    expect(await slotsOf('full')).toEqual([]);
  }, 400_000);

  it('lets exactly 50 of 500 run where the others are not to wait', async () => {
    const sessions = await Promise.all(
      Array.from({ length: 500 }, () => start({ botId: 'rejecting', maxConcurrent: 50 })),
    );
    const ended: unknown[] = [];
    const ends = sessions.map(({ result }) =>
      result()
        .then(({ state }) => state, typeOf)
        .then((end) => ended.push(end)),
    );
    // Until nobody can come any more: an end makes room.
    await expect.poll(() => ended.length, { ...SOON, timeout: 180_000 }).toBe(450);
    await expect.poll(() => world.simulator.conversations.counts().byState.active, SOON).toBe(50);
    for (const { conversations } of sessions)
      for (const { conversation } of conversations()) world.simulator.conversations.end(conversation.id);
    await Promise.all(ends);
    expect(ended.filter((end) => end === 'settled')).toHaveLength(50);
    expect(ended.filter((end) => end === 'NoFreeSlot')).toHaveLength(450);
    expect(await slotsOf('rejecting')).toEqual([]);
  }, 400_000);
});

const typeOf = (error: unknown): unknown =>
  error instanceof WorkflowFailedError && error.cause && 'type' in error.cause ? error.cause.type : error;
