import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { call } from './simulator-client.js';

const MAIN = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

let started: ChildProcess | undefined;
afterEach(() => started?.kill('SIGKILL'));

function start(...flags: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return { child, said };
}

describe('npm run simulator', () => {
  it('says what to set, answers, and ends on SIGTERM', async () => {
    const { child, said } = start(
      '--port',
      '0',
      '--seed',
      '4',
      '--conversations',
      '70',
      '--now',
      '2026-03-10T12:00:00Z',
    );
    await expect.poll(() => said.out, { timeout: 20_000 }).toContain('CRM_URL=');
    const [, url = ''] = /GENESYS_BASE_URL=(\S+)/.exec(said.out) ?? [];
    expect((await call(`${url}/simulator/organisation`)).body).toMatchObject({ seed: 4, conversations: 70 });
    expect(said.out).toContain('2026-03-03T00:00:00.000Z to 2026-03-10T00:00:00.000Z');
    for (const name of ['GENESYS_CLIENT_ID', 'GENESYS_CLIENT_SECRET', 'COACHING_URL'])
      expect(said.out).toContain(`${name}=`);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  }, 30_000);

  it('says in one line what is wrong with a flag', async () => {
    const { child, said } = start('--port', '0', '--days', '0');
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said.err.trim()).toBe('simulator: days must be a whole number from 1 to 3650');
  }, 30_000);
});
