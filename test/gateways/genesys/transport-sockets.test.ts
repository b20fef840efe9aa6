import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Secret } from '../../../src/domain/secret.js';
import { createTransport } from '../../../src/gateways/genesys/transport.js';
import { closedUrl, listenHttp, listenTcp, type Listening } from '../loopback-server.js';
import { rejectionOf } from '../rejection-of.js';

const schema = z.object({ id: z.string() });
const wanted = { method: 'POST', path: '/query', body: { a: 1 } } as const;

let dispatcher: Agent;
let server: Listening | undefined;

beforeEach(() => {
  dispatcher = new Agent();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await dispatcher.destroy();
  await server?.close();
  server = undefined;
});

function sendTo(baseUrl: string, signal?: AbortSignal) {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  const send = createTransport({ baseUrl, tokens, dispatcher });
  return send({ ...wanted, ...(signal && { signal }) }, schema);
}

const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`;

describe('on real sockets', () => {
  it('a closed port was not reached', async () => {
    const error = await rejectionOf(sendTo(await closedUrl()));
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent: 'no' });
    expect((error as Error).message).toBe('POST /query: no answer (ECONNREFUSED)');
  });

  it('a host without an address was not reached', async () => {
    const error = await rejectionOf(sendTo('http://no-such-host.invalid'));
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent: 'no' });
    expect((error as Error).message).toMatch(/no answer \((ENOTFOUND|EAI_AGAIN)\)/);
    expect((error as Error).message).not.toContain('no-such-host');
  });

  it('a connection that is closed without an answer may have brought the request', async () => {
    server = await listenTcp((socket) => socket.once('data', () => socket.destroy()));
    const error = await rejectionOf(sendTo(server.url));
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent: 'unknown' });
  });

  it('a connection that is reset may have brought the request', async () => {
    server = await listenTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const error = await rejectionOf(sendTo(server.url));
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent: 'unknown' });
    expect((error as Error).message).toMatch(/no answer \((ECONNRESET|UND_ERR_SOCKET)\)/);
  });

  it('a body that breaks off before its end is no answer, though its start is JSON', async () => {
    server = await listenTcp((socket) => socket.once('data', () => socket.end(`${head(100)}{"id":"x"}`)));
    const error = await rejectionOf(sendTo(server.url));
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent: 'unknown' });
  });

  it('an answer that is no HTTP is no answer', async () => {
    server = await listenTcp((socket) => socket.once('data', () => socket.end('SSH-2.0-planted\r\n')));
    const error = await rejectionOf(sendTo(server.url));
    expect(error).toMatchObject({ name: 'GenesysTransportError' });
    expect((error as Error).message).not.toContain('planted');
  });

  it('a body that drips past the time for a whole answer is cut off', async () => {
    const timeout = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(timeout.signal);
    server = await listenHttp((_request, response) => {
      response.writeHead(200);
      response.write('{"id', () => {
        timeout.abort(new DOMException('The operation timed out', 'TimeoutError'));
      });
    });
    const error = await rejectionOf(sendTo(server.url));
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent: 'unknown' });
    expect((error as Error).message).toContain('no answer (TimeoutError)');
  });

  it('a cancellation while the body comes passes through as it is', async () => {
    const controller = new AbortController();
    const reason = new RangeError('no more of this');
    server = await listenHttp((_request, response) => {
      response.writeHead(200);
      response.write('{"id', () => {
        controller.abort(reason);
      });
    });
    expect(await rejectionOf(sendTo(server.url, controller.signal))).toBe(reason);
  });

  it('a connection is used again after any answer, because each body is read to its end', async () => {
    let connections = 0;
    const statuses = [200, 500, 404, 200];
    server = await listenHttp((request, response) => {
      request.resume();
      response.writeHead(statuses.shift() ?? 200).end('{"id":"x"}');
    });
    dispatcher = new Agent({ connections: 1 });
    dispatcher.on('connect', () => (connections += 1));
    await sendTo(server.url);
    await rejectionOf(sendTo(server.url));
    await rejectionOf(sendTo(server.url));
    await sendTo(server.url);
    expect(connections).toBe(1);
  });
});
