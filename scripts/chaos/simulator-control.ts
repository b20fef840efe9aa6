import type { SinkEffect, SinkName } from '../../simulator/sinks.js';

export type SimulatorControl = {
  /** Answers to a route (`POST /oauth/token`), since the last `clear`. */
  answersTo(route: string): Promise<number>;
  effectsAt(sink: SinkName): Promise<SinkEffect[]>;
  period(): Promise<{ from: string; to: string }>;
  clear(): Promise<void>;
  /**
   * Lets each request and delivery take a while, as a real one does: moments lie apart, and a kill falls between two. A sink
   * waits when the effect is done, so that there are effects whose answers a kill swallows.
   */
  slowDown(): Promise<void>;
};

const SINK_NAMES: readonly SinkName[] = ['coaching', 'crm'];
const SLOWNESS = [
  { where: 'query', what: { kind: 'latency', ms: 60, jitterMs: 60 } },
  ...SINK_NAMES.map((where) => ({ where, what: { kind: 'slowHeaders', ms: 8 } })),
];

type Counts = Record<string, Record<string, number>>;

/** The simulator's control endpoints, as far as a rehearsal needs them. */
export function createSimulatorControl(url: string): SimulatorControl {
  const call = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(`${url}/simulator/${path}`, init);
    if (!response.ok) throw new Error(`/simulator/${path} answered ${response.status}`);
    return response;
  };
  const read = async <T>(path: string): Promise<T> => (await (await call(path)).json()) as T;
  return {
    async answersTo(route) {
      const counts = await read<Counts>('requests');
      return Object.values(counts[route] ?? {}).reduce((sum, count) => sum + count, 0);
    },
    effectsAt: async (sink) => (await read<{ effects: SinkEffect[] }>(`sinks/${sink}`)).effects,
    period: async () => (await read<{ period: { from: string; to: string } }>('organisation')).period,
    async clear() {
      for (const path of ['requests', ...SINK_NAMES.map((sink) => `sinks/${sink}`)]) {
        await call(path, { method: 'DELETE' });
      }
    },
    async slowDown() {
      await call('faults', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ faults: SLOWNESS }),
      });
    },
  };
}
