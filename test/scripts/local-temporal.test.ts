import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLocalTemporal, type LocalTemporal } from '../../scripts/local-temporal.js';
import { ensureTemporalCli } from '../../scripts/servers/ensure-temporal-cli.js';
import type { SearchAttributeType } from '../../scripts/servers/register-search-attributes.js';
import { createFakeMachine, goodCli } from './support/fake-machine.js';

// Several servers start and end in each of these, on machines that may have other work.
vi.setConfig({ testTimeout: 30_000 });

let cli = '';
beforeAll(async () => {
  cli = await ensureTemporalCli();
}, 600_000);

function createDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-temporal-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** A graceful end takes more than a second, which only the tests about it need to spend. */
async function endAtOnce(server: LocalTemporal): Promise<void> {
  if (isAlive(server.pid)) process.kill(server.pid, 'SIGKILL');
  await server.stop();
}

async function start(dataDir: string, searchAttributes: Record<string, SearchAttributeType> = {}) {
  const server = await startLocalTemporal({ dataDir, cli, headless: true, searchAttributes });
  onTestFinished(() => endAtOnce(server));
  return server;
}

async function clientOf(address: string): Promise<Client> {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  return new Client({ connection });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const gone = (pid: number) =>
  vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 50 });

const holder = fileURLToPath(new URL('./support/hold-local-temporal.ts', import.meta.url));

/** Another node process that starts a server and is killed, alone and without a chance to clean up. */
async function startAndKillTheParent(dataDir: string, keep: 'keep' | 'end') {
  const parent = spawn(process.execPath, ['--import', 'tsx', holder, dataDir, cli, keep], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(parent.stdout, 'data');
  const server = JSON.parse(String(line)) as { address: string; pid: number };
  onTestFinished(() => void (isAlive(server.pid) && process.kill(server.pid, 'SIGKILL')));
  expect(isAlive(server.pid)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  return server;
}

describe('a local Temporal server', () => {
  it('keeps its database over a restart and takes search attributes that a later version brings', async () => {
    const dataDir = createDataDir();
    const first = await start(dataDir, { Early: 'Keyword' });
    const before = await clientOf(first.address);
    const options = { taskQueue: 'nobody', workflowExecutionTimeout: '1 hour' } as const;
    await before.workflow.start('anything', {
      ...options,
      workflowId: 'w-1',
      searchAttributes: { Early: ['a'] },
    });
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start(dataDir, { Early: 'Keyword', Late: 'Int' });
    const after = await clientOf(second.address);
    expect((await after.workflow.getHandle('w-1').describe()).status.name).toBe('RUNNING');
    await after.workflow.start('anything', {
      ...options,
      workflowId: 'w-2',
      searchAttributes: { Late: [1] },
    });
    expect((await after.workflow.getHandle('w-2').describe()).searchAttributes).toMatchObject({ Late: [1] });
  });

  it('offers its web interface on the loopback unless it is headless, and tells it who decodes', async () => {
    const dataDir = createDataDir();
    const codecEndpoint = 'http://127.0.0.1:1';
    const server = await startLocalTemporal({ dataDir, cli, searchAttributes: {}, codecEndpoint });
    onTestFinished(() => endAtOnce(server));
    const url = server.uiUrl ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const status = async () => (await fetch(url)).status;
    await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: 5_000, interval: 50 });
    const settings = await (await fetch(`${url}/api/v1/settings`)).json();
    expect(settings).toMatchObject({ Codec: { Endpoint: codecEndpoint } });
  });

  it('refuses a second server on the same database and says where the first one runs', async () => {
    const dataDir = createDataDir();
    const first = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow(
      new RegExp(
        `temporal\\.db is already served at ${first.address} \\(process ${first.pid}\\).*TEMPORAL_ADDRESS`,
      ),
    );
  });

  it('quotes what a server said that ends at once', async () => {
    const machine = createFakeMachine();
    const broken = machine.script(
      'temporal',
      `${goodCli}; echo "database disk image is malformed" >&2; exit 1`,
    );
    const started = startLocalTemporal({ dataDir: machine.folder, cli: broken, searchAttributes: {} });
    await expect(started).rejects.toThrow(/did not start: ended: exit code 1\.[^]*disk image is malformed/);
  });

  it('leaves the directory free after a failed start', async () => {
    const dataDir = createDataDir();
    await expect(
      startLocalTemporal({ dataDir, cli: join(dataDir, 'none'), searchAttributes: {} }),
    ).rejects.toThrow('ENOENT');
    expect((await start(dataDir)).address).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('ends when the process that started it is killed', async () => {
    const server = await startAndKillTheParent(createDataDir(), 'end');
    await gone(server.pid);
  });

  it('stays, and can be found by who comes next, when it is to be kept', async () => {
    const dataDir = createDataDir();
    const server = await startAndKillTheParent(dataDir, 'keep');
    await expect(start(dataDir)).rejects.toThrow(
      `already served at ${server.address} (process ${server.pid})`,
    );
    expect(isAlive(server.pid)).toBe(true);
    process.kill(server.pid, 'SIGKILL');
    await gone(server.pid);
    const next = () => start(dataDir);
    expect((await vi.waitFor(next, { timeout: 5_000, interval: 50 })).pid).not.toBe(server.pid);
  });
});
