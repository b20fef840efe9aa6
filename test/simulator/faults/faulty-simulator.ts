import { Agent, request, type Dispatcher } from 'undici';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../simulator/simulator.js';
import { accessTokenOf, DETAILS_QUERY, sentimentQuery } from '../simulator-client.js';

export type Seen = {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
  text: string;
  tookMs: number;
};

/** A simulator whose API can be asked for pages by a client that keeps the text, however broken it is. */
export async function createFaultySimulator(options: SimulatorOptions = {}) {
  const simulator: Simulator = await createSimulator({ conversations: 600, ...options });
  const dispatcher = new Agent();
  const token = await accessTokenOf(simulator);
  const ask = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Seen> => {
    const startedMs = performance.now();
    const response = await request(simulator.url + path, {
      method: 'POST',
      dispatcher,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.body.text();
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      tookMs: performance.now() - startedMs,
    };
  };
  return {
    simulator,
    page: (changes: object = {}) => ask(DETAILS_QUERY, sentimentQuery(simulator, changes)),
    deliver: (key: string, sink: 'coaching' | 'crm' = 'coaching') =>
      ask(`/sinks/${sink}`, { key }, { 'idempotency-key': key }),
    fired: () => simulator.faults.report().faults.map(({ fired }) => fired),
    close: async () => {
      await dispatcher.destroy();
      await simulator.close();
    },
  };
}

export type FaultySimulator = Awaited<ReturnType<typeof createFaultySimulator>>;
