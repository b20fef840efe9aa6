import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { readRawHistory } from '../../scripts/raw-history.js';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { loadConfig } from '../../src/config.js';
import { connectTemporal } from '../../src/wiring/connect-temporal.js';
import { genesysVariables } from '../client/support/genesys-variables.js';
import { startLocalWorld, type LocalWorld } from '../client/support/local-world.js';
import type { Program } from '../client/support/start-program.js';
import { untilWorkerRuns } from '../client/support/until-worker-runs.js';
import { keyText } from './key-text.js';

const SINK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const [OLD, NEW] = [keyText('old'), keyText('new')];
/** Of an input, and found nowhere else. */
const PLANTED = 41.4142135;
const INPUT = JSON.stringify({ window: 'last-7d', actionThreshold: PLANTED });

type Finished = { workflowId: string; runId: string; status: string };

// Programs start and end in each of these, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

describe('a run with keys', () => {
  let world: LocalWorld;
  let simulator: Simulator;
  let genesys: Record<string, string>;
  let worker: Program;
  let finished: Finished;

  const client = (args: readonly string[], keys: string, input = '') =>
    world.start('client', args, { PAYLOAD_KEYS: keys }, input).ended;

  async function startWorker(keys: string): Promise<Program> {
    const program = world.start('worker', [], { ...genesys, PAYLOAD_KEYS: keys });
    await untilWorkerRuns(program, world.temporalAddress);
    return program;
  }

  beforeAll(async () => {
    world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
    simulator = await createSimulator({ conversations: 50, sinkSecret: SINK_SECRET });
    genesys = genesysVariables(simulator, SINK_SECRET);
    worker = await startWorker(OLD);
    const args = ['start', 'sentiment', '--wait', '--input', '-'];
    const { stdout } = await client(args, OLD, INPUT);
    finished = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Finished;
  });
  afterAll(async () => {
    await world.stop();
    await simulator.close();
  });

  it('ends as any other, and Temporal can read neither its input nor its summaries', async () => {
    expect(finished.status).toBe('completed');
    const temporal = await connectTemporal(loadConfig({ TEMPORAL_ADDRESS: world.temporalAddress }));
    const raw = await readRawHistory(temporal, finished).finally(() => temporal.connection.close());
    expect(raw).toContain('analyzeSentiment');
    expect(raw).toContain('binary/encrypted');
    for (const text of [String(PLANTED), 'slice 1 from', 'auditHead']) expect(raw).not.toContain(text);
  });

  it('is told to who has its key, also after a rotation, and to nobody else', async () => {
    const asked = ['result', finished.workflowId];
    const [before, rotated, without, withAnother] = await Promise.all([
      client(asked, OLD),
      client(asked, `${NEW},${OLD}`),
      client(asked, ''),
      client(asked, NEW),
    ]);
    expect(JSON.parse(before.stdout)).toEqual(finished);
    expect(rotated.stdout).toBe(before.stdout);
    for (const { exitCode, stdout, stderr } of [without, withAnother]) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/^PAYLOAD_KEYS: has no key "old", with which this payload was encrypted\n$/);
    }
  });

  it('waits for a worker that has its key, whose log names it, and goes on when there is one', async () => {
    worker.signal('SIGTERM');
    await worker.ended;
    const lacking = await startWorker(OLD);
    const keys = `${NEW},${OLD}`;
    const input = JSON.stringify({ window: 'last-7d', actionThreshold: 12 });
    const { stdout } = await client(['start', 'sentiment', '--input', '-'], keys, input);
    const { workflowId } = JSON.parse(stdout) as Finished;
    await vi.waitFor(
      () => expect(lacking.said()).toMatch(/"field":"PAYLOAD_KEYS","problem":"has no key \\"new\\"/),
      { timeout: 30_000 },
    );
    lacking.signal('SIGTERM');
    await lacking.ended;
    await startWorker(keys);
    const temporal = await connectTemporal(
      loadConfig({ TEMPORAL_ADDRESS: world.temporalAddress, PAYLOAD_KEYS: keys }),
    );
    const result = temporal.client.workflow.getHandle(workflowId).result();
    await expect(result.finally(() => temporal.connection.close())).resolves.toMatchObject({
      complete: true,
    });
  });
});
