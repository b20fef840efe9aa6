import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRefusals, type Refusals } from './support/refusals.js';

const CONVERSATION = '0b6f3c1e-8a54-4a9b-9d2e-5f7c1a2b3c4d';

// Each of these starts programs, several at a time, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

describe('start --dry-run', () => {
  let refusals: Refusals;
  beforeAll(async () => {
    refusals = await createRefusals();
  });
  afterAll(() => refusals.close());

  async function dryRun(
    args: readonly string[],
    { input, process = 'sentiment' }: { input?: string; process?: 'sentiment' | 'session' } = {},
  ): Promise<unknown> {
    const { exitCode, stdout, stderr } = await refusals.run(['start', process, '--dry-run', ...args], input);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.trimEnd()).not.toContain('\n');
    refusals.expectNothingCalled();
    return JSON.parse(stdout);
  }

  it.concurrent('shows the plan of an input from a file, every default in place', async () => {
    const file = join(refusals.scratch.directory, 'input.json');
    const midnight = new Date(new Date().setUTCHours(0, 0, 0, 0) - 86_400_000);
    const [from, to] = [-2, -1].map((days) =>
      new Date(midnight.getTime() + days * 86_400_000).toISOString().replace('.000', ''),
    );
    await writeFile(file, JSON.stringify({ from, to }));
    expect(await dryRun(['--input', file])).toEqual({
      dryRun: true,
      workflowType: 'analyzeSentiment',
      workflowId: `sentiment/${from}/${to}`,
      plan: {
        from,
        to,
        pushToCoaching: 'actionRequired',
        concurrency: 32,
        retentionDays: 90,
        actionThreshold: 40,
        pageCap: 10_000,
        slices: 48,
      },
    });
  });

  it.concurrent('reads standard input and resolves a window in its time zone', async () => {
    const input = {
      window: 'last-7d',
      timeZone: 'Asia/Kolkata',
      conversationIds: [CONVERSATION.toUpperCase(), CONVERSATION],
    };
    const shown = await dryRun(['--input', '-', '--id', 'mine'], { input: JSON.stringify(input) });
    expect(shown).toMatchObject({
      workflowId: 'mine',
      plan: {
        from: expect.stringMatching(/T18:30:00Z$/) as string,
        to: expect.stringMatching(/T18:30:00Z$/) as string,
        conversationIds: [CONVERSATION],
      },
    });
  });

  it.concurrent('shows of a session what is configured, and nothing of the customer', async () => {
    const planted = 'planted customer text';
    const input = {
      sessionKey: 'order-1',
      from: { id: planted },
      to: [{ id: 'bot-1', name: planted }],
      type: 'chat',
      message: planted,
      attributes: { note: planted, [planted]: 1 },
      maxConcurrent: 5,
    };
    const shown = await dryRun(['--input', '-'], { input: JSON.stringify(input), process: 'session' });
    expect(shown).toEqual({
      dryRun: true,
      workflowType: 'runVirtualAgentSession',
      workflowId: 'session/order-1',
      plan: {
        sessionKey: 'order-1',
        botId: 'bot-1',
        type: 'chat',
        thresholds: { confidenceMin: 0.6 },
        fallbackQueueId: null,
        maxConcurrent: 5,
        whenFull: 'reject',
        endDeadline: '72h',
        settleFor: '0s',
      },
    });
  });
});
