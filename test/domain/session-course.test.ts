import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/domain/conversation-event.js';
import {
  advance,
  endOf,
  newSession,
  type Session,
  type SessionFact,
  type SessionRules,
  type SessionStep,
} from '../../src/domain/session-course.js';
import { CONVERSATION, conversationEvent, orders } from '../support/conversation-events.js';

const AT = '2026-11-20T12:00:00.000Z';
const RULES: SessionRules = {
  thresholds: { maxTurns: 3, confidenceMin: 0.6, sentimentMin: -0.5 },
  fallbackQueueId: 'people',
};
const sure = { intent: { name: 'order', confidence: 0.9 }, sentiment: 0 };
const unsure = { ...sure, intent: { name: 'order', confidence: 0.1 } };

const evaluated = (evaluation: typeof sure | null): SessionFact => ({
  kind: 'evaluated',
  evaluation,
  at: AT,
});
const created: SessionFact = { kind: 'created', conversationId: CONVERSATION, at: AT };
const told = (event: ConversationEvent): SessionFact => ({ kind: 'event', event, at: AT });

function after(facts: readonly SessionFact[], rules = RULES) {
  let session: Session = newSession(AT);
  const steps: SessionStep[] = [];
  for (const fact of facts) {
    const next = advance(session, fact, rules);
    session = next.session;
    steps.push(...next.steps);
  }
  return { session, steps };
}

const active = [evaluated(sure), created];

describe('the course of a session', () => {
  it('is active when its conversation is there and the virtual agent is sure', () => {
    const { session, steps } = after(active);
    expect(session).toMatchObject({ state: 'active', turns: 1, reasons: [], conversationId: CONVERSATION });
    expect(steps).toEqual([]);
  });

  it('is routed to people from the start when the first message calls for it, and nobody is told twice', () => {
    const { session, steps } = after([evaluated(unsure), created]);
    expect(session).toMatchObject({
      state: 'transferred',
      reasons: ['low_confidence'],
      handoffQueueId: 'people',
    });
    expect(steps).toEqual([]);
  });

  it('tells a person when creation could name no queue', () => {
    const { session, steps } = after([evaluated(null), created], { ...RULES, fallbackQueueId: null });
    expect(session).toMatchObject({ state: 'transferred', reasons: ['evaluation_unavailable'] });
    expect(steps).toEqual(['handOff']);
  });

  it('is handed over once, whatever is said afterwards', () => {
    const request: SessionFact = { kind: 'handoffRequested', queueId: 'vip', at: AT };
    const { session, steps } = after([...active, request, request, evaluated(unsure)]);
    expect(session).toMatchObject({
      state: 'transferred',
      reasons: ['handoff_requested'],
      handoffQueueId: 'vip',
      turns: 2,
    });
    expect(steps).toEqual(['handOff']);
  });

  it('takes an end that was heard of before the answer to the creation', () => {
    const { session, steps } = after([evaluated(sure), told(conversationEvent('ended', 5)), created]);
    expect(session.state).toBe('ended');
    expect(steps).toEqual(['end']);
  });

  it('goes on when it is seen alive after its end, and ends again', () => {
    const events = [
      conversationEvent('ended', 5),
      conversationEvent('active', 9),
      conversationEvent('ended', 20),
    ];
    const { session, steps } = after([...active, ...events.map(told)]);
    expect(steps).toEqual(['end', 'reopen', 'end']);
    expect(endOf(session).endedAt).toBe(conversationEvent('ended', 20).occurredAt);
  });

  it('goes on when somebody says so without a time, but not when it had ended again by then', () => {
    const first = told(conversationEvent('ended', 5));
    const reopened = told(conversationEvent('active', null));
    const second = told(conversationEvent('ended', 20));
    expect(after([...active, first, reopened]).steps).toEqual(['end', 'reopen']);
    expect(after([...active, first, reopened, second]).steps).toEqual(['end', 'reopen', 'end']);
    expect(after([...active, first, second, reopened]).steps).toEqual(['end']);
    expect(after([...active, first, second, reopened]).session.state).toBe('ended');
  });

  it('believes a later listing more than what nobody has dated', () => {
    const events = [
      conversationEvent('ended', 5),
      conversationEvent('ended', 6, { source: 'trigger' }),
      conversationEvent('active', null),
    ].map(told);
    const { session, steps } = after([...active, ...events]);
    expect([session.state, steps]).toEqual(['ended', ['end']]);
    const listed = told(conversationEvent('active', 30, { source: 'sweep' }));
    expect(after([...active, ...events, listed]).steps).toEqual(['end', 'reopen']);
  });

  it('keeps being handed over through a re-opening', () => {
    const events = [conversationEvent('ended', 5), conversationEvent('active', 9)].map(told);
    expect(after([evaluated(unsure), created, ...events]).session.state).toBe('transferred');
  });

  it('takes an end without a time, and gives none for it', () => {
    const { session, steps } = after([...active, told(conversationEvent('ended', null))]);
    expect(steps).toEqual(['end']);
    expect(endOf(session).endedAt).toBeNull();
  });

  it('learns the time of its end from a later copy without ending twice', () => {
    const { session, steps } = after([
      ...active,
      told(conversationEvent('ended', null, { source: 'sweep', resolution: null })),
      told(conversationEvent('ended', 5)),
    ]);
    expect(steps).toEqual(['end']);
    expect(endOf(session)).toEqual({ endedAt: '2026-11-20T10:05:00.000Z', resolution: 'resolved' });
  });

  it.each(['expired', 'settled'] as const)('stays %s whatever comes afterwards', (state) => {
    const facts: SessionFact[] =
      state === 'expired'
        ? [...active, { kind: 'deadlinePassed', at: AT }]
        : [...active, told(conversationEvent('ended', 5)), { kind: 'settled', at: AT }];
    const late = [conversationEvent('ended', 6), conversationEvent('active', 50)].map(told);
    const end = after(facts);
    const { session, steps } = after([...facts, ...late, created, { kind: 'deadlinePassed', at: AT }]);
    expect(session.state).toBe(state);
    expect(steps).toEqual(end.steps);
  });

  it('compares instants, not texts', () => {
    const events = [
      conversationEvent('active', null, { occurredAt: '2026-11-20T10:00:00.500Z' }),
      conversationEvent('ended', null, { occurredAt: '2026-11-20T10:00:00Z' }),
    ];
    expect(after([...active, ...events.map(told)]).session.state).toBe('active');
  });
});

/** The rule, said another way: the latest time decides, an end wins a tie. */
function stateByRule(events: readonly ConversationEvent[]): 'active' | 'ended' {
  const latest = (kind: string) =>
    Math.max(
      ...events.filter((event) => event.kind === kind).map(({ occurredAt }) => Date.parse(occurredAt ?? AT)),
      -1,
    );
  return latest('ended') >= 0 && latest('ended') >= latest('active') ? 'ended' : 'active';
}

describe('events in any order', () => {
  const five = [
    conversationEvent('active', 1),
    conversationEvent('ended', 5),
    conversationEvent('active', 9),
    conversationEvent('ended', 20),
    conversationEvent('ended', 21, { source: 'trigger', resolution: null }),
  ];

  it('come to the same end in all 120 orders of five events', () => {
    const ends = orders(five).map((events) => {
      const { session } = after([...active, ...events.map(told)]);
      return JSON.stringify({ state: session.state, ...endOf(session), course: session.course });
    });
    expect(ends).toHaveLength(120);
    expect(new Set(ends).size).toBe(1);
    expect(JSON.parse(ends[0] ?? '')).toMatchObject({
      state: 'ended',
      endedAt: '2026-11-20T10:20:00.000Z',
      resolution: 'resolved',
    });
  });

  it('come to the same end when nobody says when it re-opened, in any order, with copies', () => {
    const last = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(
        last,
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (end, copies, by) => {
          const life = Array.from({ length: end + 1 }, (_, index) =>
            index % 2 === 0
              ? conversationEvent('ended', index)
              : conversationEvent('active', null, { eventId: `active/${index}` }),
          );
          const all = [...life, ...copies.flatMap((index) => life[index % life.length] ?? [])];
          const shuffled = all
            .map((event) => ({ event, place: by.next().value }))
            .sort((a, b) => a.place - b.place)
            .map(({ event }) => told(event));
          expect(after([...active, ...shuffled]).session.state).toBe(end % 2 === 0 ? 'ended' : 'active');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('come to what the rules give in 10,000 random streams with copies, gaps, disorder and early events', () => {
    const event = fc
      .tuple(fc.constantFrom('active' as const, 'ended' as const), fc.integer({ min: 0, max: 8 }))
      .map(([kind, minute]) => conversationEvent(kind, minute));
    const stream = fc.record({
      early: fc.array(event, { maxLength: 4 }),
      late: fc.array(event, { maxLength: 8 }),
      copies: fc.array(fc.nat(), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(stream, ({ early, late, copies }) => {
        const all = [...early, ...late];
        const repeated = copies.flatMap((index) => all[index % Math.max(all.length, 1)] ?? []);
        const { session, steps } = after([
          evaluated(sure),
          ...early.map(told),
          created,
          ...[...late, ...repeated].map(told),
        ]);
        expect(session.state).toBe(stateByRule(all));
        const ends = steps.filter((step) => step === 'end').length;
        const reopenings = steps.filter((step) => step === 'reopen').length;
        expect(ends - reopenings).toBe(session.state === 'ended' ? 1 : 0);
      }),
      { numRuns: 10_000 },
    );
  });
});
