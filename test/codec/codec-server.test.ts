import { connect } from 'node:net';
import { once } from 'node:events';
import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveCodec, type CodecServerOptions } from '../../src/codec/codec-server.js';
import { createPayloadCodec } from '../../src/codec/payload-codec.js';
import { payloadToJson, type PayloadJson } from '../../src/codec/payload-json.js';
import { parsePayloadKeys } from '../../src/codec/payload-keys.js';
import { Secret } from '../../src/domain/secret.js';
import { keyText } from './key-text.js';

const UI = 'https://temporal.example';
const TOKEN = 'a-token-that-is-planted';
const codec = createPayloadCodec(parsePayloadKeys(keyText('k1')));
const PLAIN = payloadToJson(defaultPayloadConverter.toPayload('planted customer text'));

async function start(options: Partial<CodecServerOptions> = {}): Promise<string> {
  const server = await serveCodec({
    port: 0,
    host: '127.0.0.1',
    origins: [UI],
    token: null,
    codec,
    ...options,
  });
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${server.port}`;
}

type Ask = { readonly headers?: Record<string, string>; readonly body?: string; readonly method?: string };

const ask = (url: string, { headers = { origin: UI }, body, method = 'POST' }: Ask = {}) =>
  fetch(url, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
    ...(method === 'POST' && { body: body ?? JSON.stringify({ payloads: [PLAIN] }) }),
  });

const payloadsOf = async (answer: Response) =>
  ((await answer.json()) as { payloads: PayloadJson[] }).payloads;

describe('a codec server', () => {
  it('decodes what it has encoded, in the JSON of Protobuf, and leaves what is not encrypted', async () => {
    const url = await start();
    const [encoded] = await payloadsOf(await ask(`${url}/encode`));
    expect(Buffer.from(encoded?.metadata?.encoding ?? '', 'base64').toString()).toBe('binary/encrypted');
    const answer = await ask(`${url}/decode`, { body: JSON.stringify({ payloads: [encoded, PLAIN, {}] }) });
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await payloadsOf(answer)).toEqual([PLAIN, PLAIN, { metadata: {}, data: '' }]);
  });

  it('lets the page of the UI ask, with the headers that it sends', async () => {
    const answer = await ask(`${await start()}/decode`, {
      method: 'OPTIONS',
      headers: { origin: UI, 'access-control-request-headers': 'x-namespace,authorization,content-type' },
    });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': UI,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, x-namespace',
      vary: 'origin',
    });
  });

  it.each(['https://evil.example', 'http://temporal.example', `${UI}.evil.example`, 'null', ''])(
    'refuses any other page, before and with its request, with and without the token: %j',
    async (origin) => {
      for (const token of [null, new Secret(TOKEN)]) {
        const url = await start({ token });
        for (const method of ['OPTIONS', 'POST']) {
          const headers = { origin, authorization: `Bearer ${TOKEN}` };
          const answer = await ask(`${url}/decode`, { method, headers });
          expect(answer.status).toBe(403);
          expect(answer.headers.get('access-control-allow-origin')).toBeNull();
          expect(await answer.text()).not.toContain(PLAIN.data);
        }
      }
    },
  );

  it('without a token answers nobody who does not come from the UI', async () => {
    expect((await ask(`${await start()}/decode`, { headers: {} })).status).toBe(403);
  });

  it.each([
    {},
    { authorization: 'Bearer' },
    { authorization: TOKEN },
    { authorization: `Bearer ${TOKEN}x` },
    { authorization: `Bearer ${TOKEN.slice(1)}` },
    { authorization: `Basic ${TOKEN}` },
  ])(
    'with a token refuses who does not bear it, the UI included: %j',
    async (headers: Record<string, string>) => {
      const url = await start({ token: new Secret(TOKEN) });
      for (const from of [{}, { origin: UI }]) {
        const answer = await ask(`${url}/decode`, { headers: { ...headers, ...from } });
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    },
  );

  it('with a token answers who bears it, a program as well as the UI', async () => {
    const url = await start({ token: new Secret(TOKEN) });
    for (const from of [{}, { origin: UI }]) {
      const headers = { authorization: `Bearer ${TOKEN}`, ...from };
      expect((await ask(`${url}/decode`, { headers })).status).toBe(200);
    }
  });

  it('tells the UI which key is missing', async () => {
    const other = createPayloadCodec(parsePayloadKeys(keyText('lost')));
    const payloads = (await other.encode([defaultPayloadConverter.toPayload('x')])).map(payloadToJson);
    const answer = await ask(`${await start()}/decode`, { body: JSON.stringify({ payloads }) });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('access-control-allow-origin')).toBe(UI);
    expect(await answer.text()).toContain('PAYLOAD_KEYS: has no key');
  });

  it.each([
    ['no JSON', '{"payloads": planted', 400],
    ['no payloads', '{}', 400],
    ['a payload that is none', '{"payloads":["planted"]}', 400],
    ['metadata of another form', '{"payloads":[{"metadata":{"planted":{}}}]}', 400],
    ['more than 8 MiB', `{"payloads":["${'planted'.repeat(1_200_000)}"]}`, 413],
  ])('refuses a body with %s, and does not quote it', async (_, body, status) => {
    const answer = await ask(`${await start()}/decode`, { body });
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('planted');
  });

  it('takes the largest message that Temporal takes', async () => {
    const data = Buffer.alloc(4 * 1024 * 1024, 1).toString('base64');
    const body = JSON.stringify({ payloads: [{ metadata: PLAIN.metadata, data }] });
    expect((await ask(`${await start()}/decode`, { body })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded'])('takes no %s', async (type) => {
    const headers = { origin: UI, 'content-type': type };
    expect((await ask(`${await start()}/decode`, { headers })).status).toBe(415);
  });

  it('does not wait for ever for a body', async () => {
    const { port } = new URL(await start());
    const socket = connect(Number(port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(`POST /decode HTTP/1.1\r\nhost: x\r\norigin: ${UI}\r\ncontent-length: 10\r\n`);
    socket.write('content-type: application/json\r\n\r\n{');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('writes nothing of what passes through it, and nothing at all', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    onTestFinished(() => written.forEach((spy) => spy.mockRestore()));
    const url = await start();
    await ask(`${url}/encode`);
    await ask(`${url}/decode`, { body: '{"payloads": planted' });
    for (const spy of written) expect(spy).not.toHaveBeenCalled();
  });

  it('names the variable when its port is taken', async () => {
    const { port } = new URL(await start());
    await expect(start({ port: Number(port) })).rejects.toThrow(
      /^CODEC_PORT: \d+ can't be used \(EADDRINUSE\)/,
    );
  });
});
