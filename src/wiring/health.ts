import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidInputError } from '../domain/invalid-input.js';

export type Health = { readonly port: number; close(): Promise<void> };

type HealthOptions = {
  readonly port: number;
  /** Alive: every Temporal worker of this process is running. Restarting the process is the remedy when not. */
  readonly isAlive: () => boolean;
  /** Ready: what it depends on answers. Restarting would not help when not. */
  readonly isReady: () => Promise<boolean>;
};

/**
 * `GET /healthz` and `/readyz` for an orchestrator: 200 or 503, without a word about why, because anybody may ask.
 * @throws {InvalidInputError} naming `HEALTH_PORT` when the port can't be had
 */
export async function serveHealth({ port, isAlive, isReady }: HealthOptions): Promise<Health> {
  const server = createServer((request, response) => {
    const answer = (ok: boolean) => response.writeHead(ok ? 200 : 503).end(ok ? 'ok\n' : 'not ok\n');
    if (request.url === '/healthz') answer(isAlive());
    else if (request.url === '/readyz') isReady().then(answer, () => answer(false));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, resolve)).catch(
    (error: NodeJS.ErrnoException) => {
      throw new InvalidInputError([
        { field: 'HEALTH_PORT', problem: `${port} can't be used (${error.code ?? error.message})` },
      ]);
    },
  );
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
