import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { freePort } from '../../scripts/servers/free-port.js';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { genesysVariables } from './support/genesys-variables.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';
import { untilWorkerRuns } from './support/until-worker-runs.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** No intent has it, so it would be handed to a person if it were evaluated with a higher bar. */
const PLANTED = 'where is my planted-parcel';

const inputOf = (sessionKey: string) => ({
  sessionKey,
  from: { id: 'customer-1' },
  to: [{ id: 'bot-1' }],
  type: 'chat',
  message: PLANTED,
  thresholds: { sentimentMin: -0.5 },
  fallbackQueueId: 'people',
});

type Started = { workflowId: string; runId: string; status: string };

// Each of these starts programs, on machines that may have other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: LocalWorld;
let simulator: Simulator;

const client = (args: readonly string[], input?: string) => world.start('client', args, {}, input).ended;
const startSession = (key: string, ...options: readonly string[]) =>
  client(['start', 'session', '--input', '-', ...options], JSON.stringify(inputOf(key)));

/** What a command that has to succeed says last on standard output. */
async function answerOf(ended: ReturnType<typeof client>): Promise<unknown> {
  const { exitCode, stdout, stderr } = await ended;
  expect({ exitCode, said: exitCode === 0 ? '' : stdout + stderr }).toEqual({ exitCode: 0, said: '' });
  expect(stdout + stderr).not.toContain(PLANTED);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

async function untilStage(workflowId: string, stage: string): Promise<void> {
  const poll = expect.poll(() => answerOf(client(['status', workflowId])), {
    timeout: 60_000,
    interval: 100,
  });
  await poll.toMatchObject({ progress: { stage } });
}

const endConversation = (sessionKey: string) => {
  const [kept] = simulator.conversations.ofSession(sessionKey);
  simulator.conversations.end(kept?.conversation.id ?? 'none was created');
};

beforeAll(async () => {
  world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
  simulator = await createSimulator({ conversations: 0, sinkSecret: SECRET });
  const port = String(await freePort());
  const variables = {
    ...genesysVariables(simulator, SECRET),
    INGRESS_PORT: port,
    INGRESS_PUBLIC_URL: `http://127.0.0.1:${port}`,
    INGRESS_SECRETS: SECRET,
  };
  await untilWorkerRuns(world.start('worker', [], variables), world.temporalAddress);
  expect(await world.start('client', ['setup'], variables).ended).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await world.stop();
  await simulator.close();
});

describe('a session on the command line', () => {
  it('is one for its key, takes turns from standard input, is handed off, and ends', async () => {
    const started = (await answerOf(startSession('order-1'))) as Started;
    expect(started).toMatchObject({ workflowId: 'session/order-1', status: 'running' });
    await untilStage('session/order-1', 'active');
    expect(await answerOf(startSession('order-1'))).toEqual(started);

    const speak = () =>
      client(['turn', 'order-1', '--text', '-', '--turn-id', 'second'], `${PLANTED}, please\n`);
    const undecided = { turns: 2, handedOff: false, reasons: [], queueId: null };
    expect(await answerOf(speak())).toEqual(undecided);
    expect(await answerOf(speak())).toEqual(undecided);
    const handed = client(['handoff', 'session/order-1', '--queue', 'others']);
    const transferred = { ...undecided, handedOff: true, reasons: ['handoff_requested'], queueId: 'others' };
    expect(await answerOf(handed)).toEqual(transferred);

    const live = await client(['sessions']);
    expect(live.stdout).toMatch(/^order-1 +transferred +\d+s +2 +in 2d 23h$/m);
    expect(live.stdout).toContain('none that began since');

    const waiting = startSession('order-1', '--wait');
    endConversation('order-1');
    const outcome = await answerOf(waiting);
    const result = { state: 'settled', sessionKey: 'order-1', turns: 2, resolutionStatus: 'resolved' };
    expect(outcome).toMatchObject({ ...started, status: 'completed', result });
    expect(await answerOf(client(['result', 'session/order-1']))).toEqual(outcome);
    const exported = await client(['export', 'session/order-1']);
    expect(exported).toMatchObject({ exitCode: 2, stdout: '' });
    expect(exported.stderr).toContain('workflowId: is a run of session, which has no rows');

    const again = await startSession('order-1');
    expect({ ...again, stdout: JSON.parse(again.stdout) as unknown }).toEqual({
      exitCode: 0,
      stdout: { ...started, status: 'completed' },
      stderr: 'already completed: session/order-1\n',
    });
    expect(simulator.conversations.ofSession('order-1')).toHaveLength(1);

    const late = await client(['turn', 'order-1', '--text', PLANTED]);
    expect(late).toEqual({ exitCode: 2, stdout: '', stderr: 'session: is settled, not active\n' });

    const over = await client(['sessions', '--since', '1h']);
    expect(over.stdout).toMatch(
      /1 that began since .* is over:\n {2}resolution {3}100 % resolved \(1 of n = 1\)\n/,
    );
    expect(over.stdout).toContain('containment  unknown for all 1');
    expect(Math.max(...over.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(await answerOf(client(['sessions', '--json']))).toMatchObject({
      rates: {
        finished: 1,
        resolution: { known: 1, resolved: 1, rate: 1 },
        containment: { known: 0, contained: 0, rate: null },
      },
    });
  });

  it('may have an id of its own, and is refused what it does not understand', async () => {
    await answerOf(startSession('order-2', '--id', 'chosen'));
    await untilStage('chosen', 'active');
    const refused = await Promise.all([
      client(['turn', 'chosen', '--text', 'x'.repeat(10_001)]),
      client(['turn', 'chosen', '--text', 'hello', '--turn-id', 'two words']),
      client(['handoff', 'chosen', '--queue', 'two words']),
      client(['turn', 'order-3', '--text', 'hello']),
      client(['handoff', 'session-sweep']),
    ]);
    expect(refused.map(({ exitCode, stdout }) => ({ exitCode, stdout }))).toEqual(
      refused.map(() => ({ exitCode: 2, stdout: '' })),
    );
    expect(refused.map(({ stderr }) => stderr)).toEqual([
      'text: must have 1 to 10000 characters\n',
      'turnId: must be 1 to 200 characters without spaces\n',
      'queueId: must be the id of a queue\n',
      'session: "order-3" is neither the key nor the workflow id of a session\n',
      'session: "session-sweep" is neither the key nor the workflow id of a session\n',
    ]);
    const listed = await client(['list']);
    const ids = listed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Started).workflowId);
    expect(ids).toEqual(expect.arrayContaining(['chosen', 'session-sweep']));
  });

  it('is listed from the store alone, one JSON object a line', async () => {
    await answerOf(startSession('order-4'));
    await untilStage('session/order-4', 'active');
    const variables = { TEMPORAL_ADDRESS: '127.0.0.1:9' };
    const { exitCode, stdout } = await world.start('client', ['sessions', '--json'], variables).ended;
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { sessionKey?: string });
    expect(exitCode).toBe(0);
    expect(lines.find(({ sessionKey }) => sessionKey === 'order-4')).toMatchObject({
      workflowId: 'session/order-4',
      state: 'active',
      turns: 1,
      reasons: [],
    });
    expect(lines.at(-1)).toHaveProperty('rates');
    expect(stdout).not.toContain('customer-1');
  });
});
