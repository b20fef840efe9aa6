import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../scripts/chaos/differences.js';
import type { Performance, Scene } from '../../scripts/chaos/chaos-subject.js';
import { sessionEvidence } from '../../scripts/chaos/session-evidence.js';
import type { Store } from '../../src/store/index.js';

type Left = {
  readonly conversations?: number;
  readonly slots?: number;
  readonly state?: string;
  readonly effects?: readonly { readonly key: string; readonly state: string }[];
};

const ENDED = { key: 'crm/virtual_agent_session/NAME.talking-1/1', state: 'ended' };

/** A run with one session, as the store, the simulator and Temporal would tell of it. */
function evidenceOf(name: string, left: Left = {}) {
  const { conversations = 1, slots = 0, state = 'settled', effects = [ENDED] } = left;
  const sessionKey = `${name}.talking-1`;
  const conversationId = `conversation of ${name}`;
  const result = { sessionKey, conversationId, state, endTime: name, auditHead: { count: 1, hash: name } };
  const run = { workflowId: `session/${sessionKey}`, runId: `id of ${name}` };
  const control = {
    conversations: () => Promise.resolve({ bySessionKey: { [sessionKey]: conversations } }),
    effectsAt: () =>
      Promise.resolve(
        effects.map((effect) => ({
          key: `${effect.key.replace('NAME', name)}/digest of ${name}`,
          body: { sessionKey, conversationId, state: effect.state },
        })),
      ),
  };
  const entry = { action: 'virtual_agent_session', session_key: sessionKey, timestamp: name };
  const store = {
    runs: { findLatest: () => Promise.resolve({ ...run, status: 'completed', result }) },
    sessions: {
      list: () => Promise.resolve([{ ...run, sessionKey, conversationId, state }]),
      slots: () => Promise.resolve(Array.from({ length: slots })),
    },
    deliveries: { counts: () => Promise.resolve({ pending: 0 }) },
    audit: {
      *entries() {
        yield [{ body: JSON.stringify(entry) }];
      },
      verify: () => Promise.resolve({ findings: [] }),
    },
  };
  const performance: Performance = {
    outcomes: new Map([['talking-1', { ...run, status: 'completed', result }]]),
    answers: new Map([['talking-1', [{ turns: 2 }]]]),
    longestStallMs: null,
  };
  return sessionEvidence({ name, control } as unknown as Scene, performance, store as unknown as Store);
}

describe('what sessions leave', () => {
  it('is the same in two runs, whatever their names, ids and times', async () => {
    expect(differencesOf(await evidenceOf('undisturbed'), await evidenceOf('run-1'))).toEqual([]);
  });

  it.each<[string, Left, string]>([
    [
      'a second conversation',
      { conversations: 2 },
      'rows: 1 different, the first talking-1: conversations 1 became 2',
    ],
    ['a slot that is left', { slots: 1 }, 'result: slots 0 became 1'],
    ['another end', { state: 'expired' }, 'rows: 1 different'],
    [
      'a second effect under a key of another body',
      { effects: [ENDED, ENDED] },
      'effects: 1 different, the first crm/virtual_agent_session/talking-1/1',
    ],
    [
      'an effect that is gone',
      { effects: [] },
      'effects: 1 missing, the first crm/virtual_agent_session/talking-1/1',
    ],
  ])('shows %s', async (_, left, sentence) => {
    const [difference, ...others] = differencesOf(
      await evidenceOf('undisturbed'),
      await evidenceOf('run-1', left),
    );
    expect(difference).toContain(sentence);
    expect(others).toEqual([]);
  });
});
