import type { WorkflowHandle } from '@temporalio/client';
import type { SessionInput } from '../../src/contracts/run-virtual-agent-session.js';
import type { runVirtualAgentSession } from '../../src/workflows/index.js';
import {
  conversationEventSignal,
  requestHandoffUpdate,
  sessionProgressQuery,
  submitTurnUpdate,
} from '../../src/workflows/messages.js';
import { CONVERSATION, conversationEvent } from '../support/conversation-events.js';
import type { SessionBooks } from '../support/session-fakes.js';
import { failure, type FakeActivities, type WorkflowEnv } from '../support/workflow-env.js';
import { untilSo } from './until-so.js';

type Session = {
  readonly handle: WorkflowHandle<typeof runVirtualAgentSession>;
  readonly world: WorkflowEnv;
  readonly books: SessionBooks;
};

type Drive = (session: Session) => Promise<void>;

/** A way in which `runVirtualAgentSession` can go: what it is started with, and what happens to it until it ends by itself. */
export type SessionCase = {
  readonly changes?: Partial<SessionInput>;
  readonly prepare?: (books: SessionBooks) => void;
  readonly overrides?: Partial<FakeActivities>;
  readonly drive?: Drive;
};

const active = ({ handle }: Session) =>
  untilSo(async () => (await handle.query(sessionProgressQuery)).stage !== 'creating');

const tell = async (
  { handle, world }: Session,
  kind: 'ended' | 'active',
  changes: Parameters<typeof conversationEvent>[2] = {},
) => {
  const occurredAt = new Date(await world.env.currentTimeMs()).toISOString();
  const event = conversationEvent(kind, null, { eventId: `${kind}/${occurredAt}`, occurredAt, ...changes });
  await handle.signal(conversationEventSignal, event);
};

const say = async ({ handle }: Session, text: string) => {
  await handle.executeUpdate(submitTurnUpdate, { args: [{ text }] });
};

/** Follows a session that is there until it is told to have ended. */
const thenEnds =
  (happens: (session: Session) => Promise<unknown> = () => Promise.resolve()): Drive =>
  async (session) => {
    await active(session);
    await happens(session);
    await tell(session, 'ended');
  };

/** The outcome of the first try is not known; the second one answers. */
function failsFirst<T>(answer: () => T): () => Promise<T> {
  let tries = 0;
  return () => (++tries === 1 ? Promise.reject(failure('OutcomeUnknown')) : Promise.resolve(answer()));
}

/** A listing that lags: it does not have the conversation when it is asked first. */
function failsToFindFirst(): FakeActivities['findConversation'] {
  let looks = 0;
  return () => Promise.resolve({ conversationId: ++looks === 1 ? null : CONVERSATION, cursor: null });
}

export const SESSION_CASES: Record<string, SessionCase> = {
  settled: { drive: thenEnds() },
  reopened: {
    changes: { settleFor: '1h' },
    drive: thenEnds(async (session) => {
      await tell(session, 'ended');
      await session.world.env.sleep('59 minutes');
      await tell(session, 'active');
      await session.world.env.sleep('1 minute');
    }),
  },
  'reopened-before-it-ended-again': {
    changes: { settleFor: '1h' },
    drive: thenEnds(async (session) => {
      await tell(session, 'ended');
      await session.world.env.sleep('1 minute');
      await tell(session, 'ended');
      await session.world.env.sleep('1 minute');
      await tell(session, 'active', { occurredAt: null });
      await session.world.env.sleep('1 minute');
    }),
  },
  'ended-before-created': {
    prepare(books) {
      books.early = [conversationEvent('ended', 5)];
    },
  },
  'handed-over-at-creation': { changes: { message: 'unclear' }, drive: thenEnds() },
  'handed-over-without-queue': {
    changes: { message: 'unclear', fallbackQueueId: undefined },
    drive: thenEnds(),
  },
  'handed-over-by-turn': {
    changes: { thresholds: { sentimentMin: -0.5 } },
    drive: thenEnds(async (session) => {
      await say(session, 'fine so far');
      await say(session, 'I am angry');
      await say(session, 'still angry');
    }),
  },
  'handed-over-on-request': {
    drive: thenEnds(({ handle }) =>
      handle.executeUpdate(requestHandoffUpdate, { args: [{ queueId: 'vip' }] }),
    ),
  },
  expired: { changes: { endDeadline: '2h' } },
  'cancelled-while-active': {
    async drive(session) {
      await active(session);
      await session.handle.cancel();
    },
  },
  'cancelled-while-waiting': {
    changes: { maxConcurrent: 1, whenFull: 'wait' },
    prepare: ({ held }) => void held.add('another'),
    async drive({ handle, books }) {
      await untilSo(() => Promise.resolve(books.waiting.length === 1));
      await handle.cancel();
    },
  },
  'slot-waited-for': {
    changes: { maxConcurrent: 1, whenFull: 'wait' },
    prepare: ({ held }) => void held.add('another'),
    async drive(session) {
      await untilSo(() => Promise.resolve(session.books.waiting.length === 1));
      session.books.held.clear();
      await session.handle.signal('slotFreed');
      await active(session);
      await tell(session, 'ended');
    },
  },
  'no-free-slot': { changes: { maxConcurrent: 1 }, prepare: ({ held }) => void held.add('another') },
  'outcome-unknown': {
    overrides: {
      createConversation: () => Promise.reject(failure('OutcomeUnknown')),
      findConversation: ({ cursor }) =>
        Promise.resolve(
          cursor === null
            ? { conversationId: null, cursor: 'next' }
            : { conversationId: CONVERSATION, cursor: null },
        ),
    },
    drive: thenEnds(),
  },
  'created-again': {
    overrides: {
      createConversation: failsFirst(() => ({ conversationId: CONVERSATION })),
    },
    drive: thenEnds(),
  },
  'found-after-pause': {
    overrides: {
      createConversation: () => Promise.reject(failure('OutcomeUnknown')),
      findConversation: failsToFindFirst(),
    },
    drive: thenEnds(),
  },
  'without-metrics': {
    prepare(books) {
      books.metrics = null;
    },
    drive: thenEnds(),
  },
  'key-of-another': {
    overrides: { beginSession: () => Promise.reject(failure('InvalidInput')) },
  },
  refused: { changes: { sessionKey: 'has spaces' } },
  /** The second run of a chain: it begins with what the first one carried over. */
  continued: {
    async drive(session) {
      const { handle } = session;
      await active(session);
      const latestRunId = async () => (await handle.describe()).runId;
      const firstRunId = await latestRunId();
      for (let turn = 0; (await latestRunId()) === firstRunId; turn++) await say(session, `turn ${turn}`);
      await tell(session, 'ended');
    },
  },
};
