import { Pool } from 'undici';
import { listeningIngress } from '../../test/ingress/support/listening-ingress.js';
import { standardRequest } from '../../test/ingress/support/signed-requests.js';

export type Acceptance = { readonly requestsPerSecond: number; readonly p99Ms: number };

const CONNECTIONS = 32;

/** Distinct signed events over kept connections, as fast as one process can both send and take them. */
export async function measureAcceptance(requests: number): Promise<Acceptance> {
  const ingress = await listeningIngress();
  const pool = new Pool(`http://127.0.0.1:${ingress.port}`, { connections: CONNECTIONS });
  const tookMs: number[] = [];
  let next = 0;
  const lane = async () => {
    while (next < requests) {
      const { path, headers, body } = standardRequest({ id: `msg_${next++}` });
      const startedMs = performance.now();
      const answer = await pool.request({ method: 'POST', path, headers: Object.fromEntries(headers), body });
      await answer.body.dump();
      if (answer.statusCode !== 202) throw new Error(`a genuine request was answered ${answer.statusCode}`);
      tookMs.push(performance.now() - startedMs);
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const seconds = (performance.now() - startedMs) / 1000;
  await pool.close();
  await ingress.close();
  const sorted = tookMs.sort((a, b) => a - b);
  const p99Ms = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
  return { requestsPerSecond: Math.round(requests / seconds), p99Ms: Math.round(p99Ms * 10) / 10 };
}
