import http from 'node:http';
import https from 'node:https';

export type Poster = {
  /** The status that was answered; rejects when nobody answers in time. Redirects are not followed. */
  post(request: { url: string; headers: Record<string, string>; body: string }): Promise<number>;
  /** Cuts what is under way. */
  close(): void;
};

const CONNECTIONS = 32;

export function createPoster({ timeoutMs }: { timeoutMs: number }): Poster {
  const agents = {
    http: new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS }),
    https: new https.Agent({ keepAlive: true, maxSockets: CONNECTIONS }),
  };
  const closing = new AbortController();

  return {
    post: ({ url, headers, body }) =>
      new Promise((resolve, reject) => {
        const isSecure = url.toLowerCase().startsWith('https:');
        const { request, agent } = isSecure
          ? { request: https.request, agent: agents.https }
          : { request: http.request, agent: agents.http };
        const under = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]);
        const length = { 'content-length': String(Buffer.byteLength(body)) };
        request(url, { method: 'POST', agent, signal: under, headers: { ...headers, ...length } })
          .on('error', reject)
          .on('response', (response) => {
            response.on('error', reject).on('end', () => {
              resolve(response.statusCode ?? 0);
            });
            // The connection is free for the next only when the answer has been read.
            response.resume();
          })
          .end(body);
      }),
    close: () => {
      closing.abort();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
