import { expect, it } from 'vitest';
import { createBeginSession } from '../../src/activities/begin-session.js';
import { acceptSessionInput } from '../../src/contracts/run-virtual-agent-session.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';
import { sessionInput } from '../support/session-fakes.js';

const RUN = {
  runId: 'run-1',
  workflowId: 'session/order-1',
  startedAt: '2026-11-20T10:00:00Z',
  plan: acceptSessionInput(sessionInput()),
};

function beginningOwnedBy(runId: string) {
  const noted: unknown[] = [];
  const begin = createBeginSession({
    runs: { begin: (run) => Promise.resolve(void noted.push(run)) },
    sessions: { begin: () => Promise.resolve({ runId, workflowId: 'session/order-1' }) },
  });
  return { begin, noted };
}

it('notes a run whose key is its own', async () => {
  const { begin, noted } = beginningOwnedBy('run-1');
  await begin(RUN);
  expect(noted).toMatchObject([{ runId: 'run-1', process: 'session', plan: { sessionKey: 'order-1' } }]);
});

it("refuses a run whose key is another's, and leaves no trace of it that would hide the other", async () => {
  const { begin, noted } = beginningOwnedBy('run-0');
  const refusal = begin(RUN).catch((error: unknown) => error);
  expect(await refusal).toBeInstanceOf(InvalidInputError);
  expect(await refusal).toMatchObject({
    problems: [
      {
        field: 'sessionKey',
        problem: expect.stringContaining('"order-1" belongs to session/order-1, run run-0') as string,
      },
    ],
  });
  expect(noted).toEqual([]);
});
