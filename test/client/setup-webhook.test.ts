import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { listenHttp, type Listening } from '../gateways/loopback-server.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';

const SECRETS = ['planted-signing-secret-1', 'planted-signing-secret-2'];
const PUBLIC_URL = 'https://hooks.example/genesys';
const WANTED = `conversation:ended to ${PUBLIC_URL}/webhook/conversation-ended`;

// Each of these starts programs, on machines that may have other work.
vi.setConfig({ testTimeout: 120_000 });

let world: LocalWorld;
let genesys: Listening;
const registered: unknown[] = [];
let refuse = false;

beforeAll(async () => {
  world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
  genesys = await listenHttp((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'HEAD') response.end();
      else if (request.url === '/oauth/token') response.end('{"access_token":"given","expires_in":300}');
      else if (refuse)
        response.writeHead(403).end(`{"code":"missing.permissions","message":"${SECRETS[0]}"}`);
      else response.writeHead(201).end(JSON.stringify({ id: `hook-${registered.push(JSON.parse(body))}` }));
    });
  });
});
afterAll(async () => {
  await genesys.close();
  await world.stop();
});

const client = (args: readonly string[], publicUrl = PUBLIC_URL) =>
  world.start('client', args, {
    GENESYS_BASE_URL: genesys.url,
    GENESYS_CLIENT_ID: 'a-client',
    GENESYS_CLIENT_SECRET: 'a-secret',
    INGRESS_PUBLIC_URL: publicUrl,
    INGRESS_SECRETS: SECRETS.join(','),
    INGRESS_BEARER: 'planted-bearer-of-ours',
  }).ended;

const lineOf = (stdout: string, start: RegExp) => stdout.split('\n').find((line) => start.test(line));

describe('the webhook of an environment', () => {
  it('is missed by the doctor, planned, registered once with the first secret, and then found', async () => {
    const before = await client(['doctor']);
    expect(lineOf(before.stdout, /webhook/)).toContain(
      `FAIL  webhook            ${WANTED} is not registered; run \`npm run client -- setup\``,
    );
    const plan = await client(['setup', '--dry-run']);
    expect(lineOf(plan.stdout, /^webhook/)).toBe(`webhook: would add ${WANTED}`);
    expect(registered).toEqual([]);

    const first = await client(['setup']);
    expect({ exitCode: first.exitCode, said: lineOf(first.stdout, /^webhook/) }).toEqual({
      exitCode: 0,
      said: `webhook: added ${WANTED}`,
    });
    const second = await client(['setup']);
    expect({ exitCode: second.exitCode, said: lineOf(second.stdout, /^webhook/) }).toEqual({
      exitCode: 0,
      said: 'webhook: already there',
    });
    expect(registered).toEqual([
      {
        name: 'durable-genesys: conversation ended',
        url: `${PUBLIC_URL}/webhook/conversation-ended`,
        events: ['conversation:ended'],
        secret: SECRETS[0],
      },
    ]);

    const after = await client(['doctor']);
    expect(lineOf(after.stdout, /webhook/)).toMatch(
      /^ok {4}webhook {12}conversation:ended to \S+ is registered at 127\.0\.0\.1:\d+ as hook-1$/,
    );
    expect(lineOf(after.stdout, /ingress/)).toContain(`reached at ${PUBLIC_URL}, `);
    for (const { stdout, stderr } of [before, plan, first, second, after])
      expect(stdout + stderr).not.toContain('planted');
  });

  it('that is refused is said in one line without the secret, and setup ends with 1', async () => {
    refuse = true;
    const { exitCode, stdout, stderr } = await client(['setup'], 'https://other.example');
    refuse = false;
    expect(exitCode).toBe(1);
    expect(lineOf(stdout, /^webhook/)).toBeUndefined();
    expect(stderr).toBe(
      'webhook: POST /api/v2/integrations/webhooks: HTTP 403, missing.permissions; repeat `npm run client -- setup` when that is mended\n',
    );
    const plan = await client(['setup', '--dry-run'], 'https://other.example');
    expect(lineOf(plan.stdout, /^webhook/)).toContain('would add');
  });
});

describe('the webhook of a model', () => {
  const MODEL = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';
  const wantedFor = (model: string) => `speechanalytics/${model} to ${PUBLIC_URL}/webhook/speech`;
  const said = async (args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await client(args);
    expect(stdout + stderr).not.toContain('planted');
    return { exitCode, said: lineOf(stdout, /^speech webhook/) };
  };

  it('is planned, registered once for each model with the bearer, and then found', async () => {
    const before = registered.length;
    expect(await said(['setup', '--dry-run', '--model', MODEL])).toEqual({
      ...{ exitCode: 0, said: `speech webhook: would add ${wantedFor(MODEL)}` },
    });
    expect(registered).toHaveLength(before);
    for (const model of [MODEL, 'another-model']) {
      const added = `speech webhook: added ${wantedFor(model)}`;
      expect(await said(['setup', '--model', model])).toEqual({ exitCode: 0, said: added });
      expect(registered.at(-1)).toMatchObject({
        headers: { Authorization: 'Bearer planted-bearer-of-ours' },
        filter: { value: model },
        url: `${PUBLIC_URL}/webhook/speech`,
      });
    }
    const after = registered.length;
    expect(await said(['setup', '--model', MODEL])).toEqual({
      ...{ exitCode: 0, said: 'speech webhook: already there' },
    });
    expect(registered).toHaveLength(after);
  });

  it('that is refused is said with the command to repeat, and setup ends with 1', async () => {
    refuse = true;
    const { exitCode, stdout, stderr } = await client(['setup', '--model', 'refused-model']);
    refuse = false;
    expect(exitCode).toBe(1);
    expect(lineOf(stdout, /^speech webhook/)).toBeUndefined();
    expect(stderr).toContain(
      'speech webhook: POST /api/v2/webhooks: HTTP 403, missing.permissions; repeat `npm run client -- setup --model refused-model` when that is mended\n',
    );
  });

  it('needs an address of ours, and says so before anything is called', async () => {
    const { exitCode, stdout, stderr } = await client(['setup', '--model', MODEL], '');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toBe(
      'INGRESS_PUBLIC_URL: is required with --model: the address that Genesys shall call\n',
    );
  });
});
