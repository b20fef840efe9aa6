import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Received = { headers: IncomingHttpHeaders; text: string; body: Record<string, unknown> };

/** Takes whatever comes and answers with the statuses it was given, the last of them for ever. */
export async function createWebhookReceiver(...statuses: number[]) {
  const received: Received[] = [];
  let onArrival: (arrival: Received) => void = () => undefined;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const arrival = {
        headers: request.headers,
        text: body,
        body: JSON.parse(body) as Record<string, unknown>,
      };
      received.push(arrival);
      onArrival(arrival);
      response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/webhook`,
    received,
    whenOneArrives: (listener: typeof onArrival) => {
      onArrival = listener;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export type WebhookReceiver = Awaited<ReturnType<typeof createWebhookReceiver>>;
