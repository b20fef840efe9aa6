import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import { call, type TokenAnswer } from './simulator-client.js';

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
    expect(said.out).toContain(MODEL_IDS.deployed);
    expect(said.out).toContain('2026-03-03T00:00:00.000Z to 2026-03-10T00:00:00.000Z');
    for (const name of ['GENESYS_CLIENT_ID', 'GENESYS_CLIENT_SECRET', 'COACHING_URL'])
      expect(said.out).toContain(`${name}=`);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  }, 30_000);

  it('keeps its sinks, its conversations, its organisation and its address over SIGKILL', async () => {
    const data = await mkdtemp(join(tmpdir(), 'durable-genesys-simulator-'));
    const flags = ['--conversations', '70', '--now', '2026-03-10T12:00:00Z', '--data', data];
    const begin = async (port: string) => {
      const { child, said } = start('--port', port, ...flags);
      await expect.poll(() => said.out, { timeout: 20_000 }).toContain('CRM_URL=');
      const rows = said.out.matchAll(/(GENESYS_\w+)='?([^'\s]+)/g);
      const settings: Partial<Record<string, string>> = Object.fromEntries(
        Array.from(rows, ([, name = '', value = '']) => [name, value]),
      );
      return { child, settings, url: settings['GENESYS_BASE_URL'] ?? '' };
    };
    const first = await begin('0');
    const headers = { 'idempotency-key': 'one' };
    await call(`${first.url}/sinks/coaching`, { method: 'POST', headers, body: { score: 1 } });
    const organisation = await call(`${first.url}/simulator/organisation`);
    const { GENESYS_CLIENT_ID: id = '', GENESYS_CLIENT_SECRET: secret = '' } = first.settings;
    const token = await call<TokenAnswer>(`${first.url}/oauth/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      },
      body: 'grant_type=client_credentials',
    });
    const created = await call<{ id: string }>(`${first.url}/api/v2/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.body.access_token}` },
      body: { to: [{ id: 'bot-1' }], from: { id: 'customer-1' }, type: 'chat' },
    });
    const exit = once(first.child, 'exit');
    first.child.kill('SIGKILL');
    await exit;

    const second = await begin(new URL(first.url).port);
    expect(second.url).toBe(first.url);
    expect((await call(`${second.url}/simulator/organisation`)).body).toEqual(organisation.body);
    const replayed = await call(`${second.url}/sinks/coaching`, {
      method: 'POST',
      headers,
      body: { score: 1 },
    });
    expect(replayed.status).toBe(200);
    const kept = await call(`${second.url}/simulator/conversations/${created.body.id}`);
    expect(kept.body).toMatchObject({ conversation: created.body });
    await rm(data, { recursive: true });
  }, 60_000);

  it('says in one line what is wrong with a flag', async () => {
    const { child, said } = start('--port', '0', '--days', '0');
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said.err.trim()).toBe('simulator: days must be a whole number from 1 to 3650');
  }, 30_000);
});
