import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenHttp } from '../gateways/loopback-server.js';

type Refusal = { readonly method: string; readonly path: string; readonly status: number };

/**
 * Stands before the simulator. On command it refuses a request and repeats in its answer all that the request held, as servers do
 * that mean to be helpful: whatever the product writes down of such an answer would be somebody's.
 */
export async function createEchoingFront(target: string) {
  const refusals: Refusal[] = [];
  const tokens = new Set<string>();
  const echoed: string[] = [];

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { method = 'GET', url = '/', headers } = request;
    const path = url.split('?')[0];
    if (headers.authorization?.startsWith('Bearer ')) tokens.add(headers.authorization.slice(7));
    const index = refusals.findIndex((refusal) => refusal.method === method && refusal.path === path);
    const [refusal] = index < 0 ? [] : refusals.splice(index, 1);
    if (refusal) {
      const message = `not like this: ${method} ${url} ${headers.authorization ?? ''} ${body.toString()}`;
      echoed.push(message);
      response.writeHead(refusal.status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ status: refusal.status, code: 'not.like.this', message, error: message }),
      );
      return;
    }
    const sent = Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name)
        ? [[name, value] as [string, string]]
        : [],
    );
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: sent,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  const server = await listenHttp((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  return {
    url: server.url,
    /** The next request of this kind, once for each time that it is said. */
    refuseNext: (method: string, path: string, status: number) =>
      void refusals.push({ method, path, status }),
    /** Those that are still to come. */
    pending: () => refusals.map(({ method, path }) => `${method} ${path}`),
    /** Access tokens that were seen. */
    tokens: () => [...tokens],
    echoed: () => echoed.join('\n'),
    close: () => server.close(),
  };
}

export type EchoingFront = Awaited<ReturnType<typeof createEchoingFront>>;
