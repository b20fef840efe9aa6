import { randomUUID } from 'node:crypto';
import { Client, WorkflowFailedError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { SessionInput } from '../../src/contracts/run-virtual-agent-session.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { sayTurn } from '../../src/launch/session-updates.js';
import { runVirtualAgentSession } from '../../src/workflows/index.js';
import {
  conversationEventSignal,
  requestHandoffUpdate,
  sessionProgressQuery,
  submitTurnUpdate,
} from '../../src/workflows/messages.js';
import { CONVERSATION, conversationEvent } from '../support/conversation-events.js';
import { newBooks, sessionFakes, sessionInput, type SessionBooks } from '../support/session-fakes.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  stageKey,
  type FakeActivities,
  type WorkflowEnv,
} from '../support/workflow-env.js';

const HOUR_MS = 3_600_000;

describe('runVirtualAgentSession', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  /** The environment's own client skips time while it waits, in a count that a refusal puts out of step: here time is skipped by `sleep` alone. */
  const client = () => new Client({ connection: world.env.connection });
  const ended = async <T>(
    run: { result: () => Promise<T> },
    after: '1 minute' | '3 hours' | '4 days' = '1 minute',
  ) => {
    await world.env.sleep(after);
    return run.result();
  };
  const begin = async (
    changes: Partial<SessionInput> = {},
    {
      books = newBooks(),
      overrides = {},
    }: { books?: SessionBooks; overrides?: Partial<FakeActivities> } = {},
  ) => {
    world.act(fakeActivities({ ...sessionFakes(books), ...overrides }));
    const handle = await client().workflow.start(runVirtualAgentSession, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `session/${randomUUID()}`,
      args: [sessionInput(changes)],
    });
    return { handle, books };
  };
  /** Terminating a run in the midst of an activity would stop the server's clock from skipping. */
  const endOrderly = async (run: Awaited<ReturnType<typeof begin>>['handle']) => {
    await run.signal(conversationEventSignal, conversationEvent('ended', 5));
    await ended(run);
  };
  const whenActive = async ({ handle }: Pick<Awaited<ReturnType<typeof begin>>, 'handle'>) => {
    await expect
      .poll(() => handle.query(sessionProgressQuery).then(({ stage }) => stage), { timeout: 10_000 })
      .not.toBe('creating');
  };
  const instant = async (laterMs = 0) => new Date((await world.env.currentTimeMs()) + laterMs).toISOString();
  const states = ({ crm }: SessionBooks) => crm.map(({ event, state }) => state ?? event);

  it('is ended by an event, tells the CRM at once and again when the metrics add something', async () => {
    const session = await begin({ endDeadline: '7d' });
    await whenActive(session);
    await world.env.sleep('3 days');
    await session.handle.signal(
      conversationEventSignal,
      conversationEvent('ended', null, { resolution: null }),
    );
    const result = await ended(session.handle);
    expect(result).toMatchObject({
      sessionKey: 'order-1',
      conversationId: CONVERSATION,
      state: 'settled',
      endTime: '2026-11-20T10:05:00.000Z',
      resolutionStatus: 'resolved',
      containment: null,
      durationMs: 300_000,
      turns: 1,
      unknown: ['containment'],
      crm: 'delivered',
    });
    expect(session.books.crm).toMatchObject([
      { event: 'virtual_agent_session', state: 'ended', endTime: null, resolutionStatus: null },
      { event: 'virtual_agent_session', state: 'ended', durationMs: 300_000 },
    ]);
    expect(session.books.held.size).toBe(0);
    expect(session.books.audit).toMatchObject([
      { action: 'virtual_agent_session', state: 'settled', turns: 1 },
    ]);
  });

  it('waits longer than the deadline while something happens, and expires after it', async () => {
    const session = await begin({ endDeadline: '72h' });
    await whenActive(session);
    await world.env.sleep('71 hours');
    await session.handle.executeUpdate(submitTurnUpdate, { args: [{ text: 'still there?' }] });
    await world.env.sleep('71 hours');
    expect((await session.handle.query(sessionProgressQuery)).stage).toBe('active');
    const result = await ended(session.handle, '3 hours');
    expect(result).toMatchObject({ state: 'expired', turns: 2, terminationLatencyMs: null });
    expect(result.unknown).toEqual(['endTime', 'resolution', 'containment', 'metrics']);
    expect(states(session.books)).toEqual(['expired']);
    expect(session.books.held.size).toBe(0);
  });

  it('goes on when the conversation re-opens at 71:59 of 72 hours, and corrects what the CRM was told', async () => {
    const session = await begin({ settleFor: '72h' });
    await whenActive(session);
    await session.handle.signal(
      conversationEventSignal,
      conversationEvent('ended', null, { eventId: 'a', occurredAt: await instant() }),
    );
    await world.env.sleep(71 * HOUR_MS + 59 * 60_000);
    await session.handle.signal(
      conversationEventSignal,
      conversationEvent('active', null, { eventId: 'b', occurredAt: await instant() }),
    );
    await world.env.sleep('1 hour');
    expect((await session.handle.query(sessionProgressQuery)).stage).toBe('active');
    expect(session.books.held.size).toBe(1);
    await session.handle.signal(
      conversationEventSignal,
      conversationEvent('ended', null, { eventId: 'c', occurredAt: await instant() }),
    );
    expect(await ended(session.handle, '4 days')).toMatchObject({ state: 'settled' });
    expect(states(session.books)).toEqual(['ended', 'ended', 'active', 'ended', 'ended']);
  });

  it('hears what was told before the create call returned', async () => {
    const books = newBooks();
    books.early = [conversationEvent('ended', 5)];
    const { handle } = await begin({}, { books });
    expect(await ended(handle)).toMatchObject({ state: 'settled', endTime: '2026-11-20T10:05:00.000Z' });
  });

  it('evaluates each turn, answers with the decision and tells a person once', async () => {
    const session = await begin({ thresholds: { sentimentMin: -0.5 } });
    await whenActive(session);
    const turn = (text: string) => session.handle.executeUpdate(submitTurnUpdate, { args: [{ text }] });
    expect(await turn('fine so far')).toEqual({ turns: 2, handedOff: false, reasons: [], queueId: null });
    expect(await turn('I am angry')).toEqual({
      turns: 3,
      handedOff: true,
      reasons: ['negative_sentiment'],
      queueId: 'people',
    });
    expect(await turn('still angry')).toMatchObject({ turns: 4, reasons: ['negative_sentiment'] });
    await session.handle.signal(conversationEventSignal, conversationEvent('ended', 5));
    await ended(session.handle);
    expect(states(session.books)).toEqual(['virtual_agent_handoff', 'ended', 'ended']);
    expect(session.books.crm[0]).toEqual({
      event: 'virtual_agent_handoff',
      conversationId: CONVERSATION,
      sessionKey: 'order-1',
      queueId: 'people',
      reasons: ['negative_sentiment'],
    });
  });

  it('routes to people from the start when nobody can evaluate the message', async () => {
    const session = await begin(
      {},
      { overrides: { evaluateMessage: () => Promise.reject(failure('Unavailable', { retry: true })) } },
    );
    await world.env.sleep('2 minutes');
    await whenActive(session);
    expect(await session.handle.query(sessionProgressQuery)).toMatchObject({
      stage: 'transferred',
      reasons: ['evaluation_unavailable'],
    });
    const { searchAttributes } = {
      searchAttributes: (await session.handle.describe()).typedSearchAttributes,
    };
    expect(searchAttributes.get(stageKey)).toBe('transferred');
    await endOrderly(session.handle);
  });

  it('hands over on request, to the queue that is named', async () => {
    const session = await begin();
    await whenActive(session);
    const decision = await session.handle.executeUpdate(requestHandoffUpdate, { args: [{ queueId: 'vip' }] });
    expect(decision).toMatchObject({ handedOff: true, reasons: ['handoff_requested'], queueId: 'vip' });
    await endOrderly(session.handle);
  });

  it('refuses a blank text and a turn of a session that is over, and writes neither down', async () => {
    const session = await begin({ settleFor: '1h' });
    await whenActive(session);
    const turn = (text: string) => session.handle.executeUpdate(submitTurnUpdate, { args: [{ text }] });
    await expect(turn('  ')).rejects.toThrow(WorkflowUpdateFailedError);
    await session.handle.signal(conversationEventSignal, conversationEvent('ended', 5));
    await expect(turn('hello?')).rejects.toMatchObject({
      cause: { message: 'the session is ended, not active', type: 'InvalidInput' },
    });
    await ended(session.handle, '3 hours');
    const { events } = await session.handle.fetchHistory();
    expect(JSON.stringify(events)).not.toContain('workflowExecutionUpdateAcceptedEventAttributes');
  });

  it('creates one conversation when the answer to the creation was lost', async () => {
    const books = newBooks();
    let asked = 0;
    const overrides: Partial<FakeActivities> = {
      createConversation() {
        books.created.push(CONVERSATION);
        throw failure('OutcomeUnknown');
      },
      findConversation({ cursor }) {
        asked += 1;
        return Promise.resolve(
          cursor === null
            ? { conversationId: null, cursor: 'next' }
            : { conversationId: CONVERSATION, cursor: null },
        );
      },
    };
    const session = await begin({}, { books, overrides });
    await whenActive(session);
    expect(books.created).toHaveLength(1);
    expect(asked).toBe(2);
    await endOrderly(session.handle);
  });

  it('looks once more after the pause, when the listing has caught up, and creates no second one', async () => {
    const books = newBooks();
    let looks = 0;
    const overrides: Partial<FakeActivities> = {
      createConversation() {
        books.created.push(CONVERSATION);
        throw failure('OutcomeUnknown');
      },
      findConversation: () =>
        Promise.resolve({ conversationId: ++looks === 1 ? null : CONVERSATION, cursor: null }),
    };
    const session = await begin({}, { books, overrides });
    await world.env.sleep('1 minute');
    await whenActive(session);
    expect(books.created).toHaveLength(1);
    await endOrderly(session.handle);
  });

  it('finds a conversation that ended before it could be listed by the event of its end', async () => {
    const books = newBooks();
    books.early = [conversationEvent('ended', 5)];
    const overrides: Partial<FakeActivities> = {
      createConversation() {
        books.created.push(CONVERSATION);
        throw failure('OutcomeUnknown');
      },
      findToldConversation: () => Promise.resolve({ conversationId: CONVERSATION }),
    };
    const { handle } = await begin({}, { books, overrides });
    expect(await ended(handle)).toMatchObject({ state: 'settled', conversationId: CONVERSATION });
    expect(books.created).toHaveLength(1);
  });

  it('is refused at once when the virtual agent is full, and names the limit', async () => {
    const books = newBooks();
    books.held.add('another');
    const { handle } = await begin({ maxConcurrent: 1 }, { books });
    const error: unknown = await ended(handle).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect((error as WorkflowFailedError).cause).toMatchObject({
      type: 'NoFreeSlot',
      message: expect.stringContaining('1 sessions of bot-1 are live') as string,
    });
    expect(books.audit).toMatchObject([{ state: 'failed', conversation_id: null }]);
  });

  it('waits for a slot, and is woken by the one that frees it', async () => {
    const books = newBooks();
    const first = await begin({ maxConcurrent: 1 }, { books });
    await whenActive(first);
    const second = await client().workflow.start(runVirtualAgentSession, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `session/${randomUUID()}`,
      args: [sessionInput({ maxConcurrent: 1, whenFull: 'wait', sessionKey: 'order-2' })],
    });
    await expect.poll(() => books.waiting.length, { timeout: 10_000 }).toBe(1);
    await first.handle.signal(conversationEventSignal, conversationEvent('ended', 5));
    await ended(first.handle);
    await whenActive({ handle: second });
    await second.signal(conversationEventSignal, conversationEvent('ended', 5));
    expect(await ended(second)).toMatchObject({ state: 'settled' });
    expect(books.held.size).toBe(0);
  });

  it('ends without metrics when analytics never have them, and says so', async () => {
    const books = newBooks();
    books.metrics = null;
    const session = await begin({}, { books });
    await whenActive(session);
    await session.handle.signal(conversationEventSignal, conversationEvent('ended', 5));
    expect(await ended(session.handle, '3 hours')).toMatchObject({
      state: 'settled',
      durationMs: null,
      resolutionStatus: 'resolved',
      unknown: ['containment', 'metrics'],
    });
    expect(states(books)).toEqual(['ended']);
  });

  it.each(['active', 'transferred', 'ended'] as const)(
    'cancelled while %s, frees its slot, tells the CRM and leaves an audit entry',
    async (state) => {
      const session = await begin({ settleFor: '1h' });
      await whenActive(session);
      if (state === 'transferred') await session.handle.executeUpdate(requestHandoffUpdate, { args: [{}] });
      if (state === 'ended')
        await session.handle.signal(conversationEventSignal, conversationEvent('ended', 5));
      expect((await session.handle.query(sessionProgressQuery)).stage).toBe(state);
      await session.handle.cancel();
      const error: unknown = await ended(session.handle).catch((reason: unknown) => reason);
      expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
      expect(session.books.held.size).toBe(0);
      expect(states(session.books).at(-1)).toBe('cancelled');
      expect(session.books.audit).toMatchObject([{ state: 'cancelled' }]);
    },
  );

  it('cancelled while a turn is evaluated, says to whoever said it that it has ended', async () => {
    let answer: () => void = () => undefined;
    const evaluated = new Promise<void>((resolve) => (answer = resolve));
    const books = newBooks();
    const { evaluateMessage } = sessionFakes(books);
    const evaluating = vi.fn();
    const overrides: Partial<FakeActivities> = {
      async evaluateMessage(message) {
        evaluating();
        if (evaluating.mock.calls.length > 1) await evaluated;
        return evaluateMessage(message);
      },
    };
    const session = await begin({}, { books, overrides });
    await whenActive(session);
    const said = sayTurn(client(), session.handle.workflowId, { text: 'hello?' }).catch(
      (error: unknown) => error,
    );
    await expect.poll(() => evaluating.mock.calls.length, { timeout: 10_000 }).toBe(2);
    await session.handle.cancel();
    expect(await said).toMatchObject({
      problems: [{ field: 'session', problem: 'was ended before it could answer' }],
    });
    answer();
    await expect(ended(session.handle)).rejects.toThrow(WorkflowFailedError);
  });

  it('cancelled while it waits for a slot, leaves the queue', async () => {
    const books = newBooks();
    books.held.add('another');
    const session = await begin({ maxConcurrent: 1, whenFull: 'wait' }, { books });
    await expect.poll(() => books.waiting.length, { timeout: 10_000 }).toBe(1);
    await session.handle.cancel();
    await expect(ended(session.handle)).rejects.toThrow(WorkflowFailedError);
    expect(books.waiting).toEqual([]);
    expect(books.audit).toMatchObject([{ state: 'cancelled', conversation_id: null }]);
  });

  it('continues as new over 500 turns with all it knows, and loses none', async () => {
    const session = await begin();
    await whenActive(session);
    const runs = new Set<string>();
    const say = (turn: number) =>
      session.handle.executeUpdate(submitTurnUpdate, {
        args: [{ text: `turn ${turn}` }],
        updateId: `turn/${turn}`,
      });
    for (let turn = 0; turn < 500; turn++) {
      const runId = (await session.handle.describe()).runId;
      expect((await say(turn)).turns).toBe(turn + 2);
      // The answer may have been lost; a new run has not heard of it.
      if (!runs.has(runId) && turn > 0) expect((await say(turn - 1)).turns).toBe(turn + 2);
      runs.add(runId);
    }
    expect(runs.size).toBeGreaterThan(1);
    await session.handle.signal(conversationEventSignal, conversationEvent('ended', 5));
    const latest = client().workflow.getHandle<typeof runVirtualAgentSession>(session.handle.workflowId);
    expect(await ended(latest)).toMatchObject({ state: 'settled', turns: 501 });
    // A thousand calls of a server, one after the other.
  }, 120_000);

  it('fails with the field of an input that a run from the UI may bring', async () => {
    const { handle, books } = await begin({ sessionKey: 'has spaces' });
    const error: unknown = await ended(handle).catch((reason: unknown) => reason);
    expect((error as WorkflowFailedError).cause).toBeInstanceOf(ApplicationFailure);
    expect((error as WorkflowFailedError).cause).toMatchObject({ type: 'InvalidInput' });
    expect(books.created).toEqual([]);
  });
});
