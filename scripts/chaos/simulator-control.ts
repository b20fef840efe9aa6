import type { InsightTruth } from '../../simulator/insights/insight-truth.js';
import type { ScriptInput } from '../../simulator/live/script.js';
import type { ConversationCounts } from '../../simulator/live/conversation-counts.js';
import type { SpeechTruth } from '../../simulator/speech/speech-truth.js';
import type { SinkEffect, SinkName } from '../../simulator/sinks.js';

export type SimulatorControl = {
  /** Answers to routes (`POST /oauth/token`), since the last `clear`. */
  answersTo(routes: readonly string[]): Promise<number>;
  effectsAt(sink: SinkName): Promise<SinkEffect[]>;
  period(): Promise<{ from: string; to: string }>;
  /** Forgets what a run has left. */
  clear(): Promise<void>;
  /** Lets requests and deliveries take a while, as real ones do: moments lie apart, and a kill falls between two. */
  setFaults(faults: readonly object[]): Promise<void>;
  setScript(script: ScriptInput): Promise<void>;
  /** How insights are made from now on. */
  setInsights(setting: object): Promise<void>;
  insightTruth(): Promise<InsightTruth>;
  /** When surveys are answered from now on. */
  setSurveys(setting: object): Promise<void>;
  /** What its published API is like. */
  setPlatform(setting: object): Promise<void>;
  speechTruth(period: { readonly from: string; readonly to: string }): Promise<SpeechTruth[]>;
  /** May be repeated: it is fine when the conversation has ended already. */
  endConversation(conversationId: string): Promise<void>;
  conversations(): Promise<ConversationCounts>;
};

const SINK_NAMES: readonly SinkName[] = ['coaching', 'crm'];
const LEFT_BEHIND = [
  'requests',
  'conversations',
  'webhooks',
  'script',
  ...SINK_NAMES.map((sink) => `sinks/${sink}`),
];
const CONFLICT = 409;

type Counts = Record<string, Record<string, number>>;

/** The simulator's control endpoints, as far as a rehearsal needs them. */
export function createSimulatorControl(url: string): SimulatorControl {
  const call = async (path: string, init?: RequestInit, fine?: number): Promise<Response> => {
    const response = await fetch(`${url}/simulator/${path}`, init);
    if (!response.ok && response.status !== fine)
      throw new Error(`/simulator/${path} answered ${response.status}`);
    return response;
  };
  const read = async <T>(path: string): Promise<T> => (await (await call(path)).json()) as T;
  const put = async (path: string, value: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    await call(path, { method: 'PUT', headers, body: JSON.stringify(value) });
  };
  return {
    async answersTo(routes) {
      const counts = await read<Counts>('requests');
      return routes
        .flatMap((route) => Object.values(counts[route] ?? {}))
        .reduce((sum, count) => sum + count, 0);
    },
    effectsAt: async (sink) => (await read<{ effects: SinkEffect[] }>(`sinks/${sink}`)).effects,
    period: async () => (await read<{ period: { from: string; to: string } }>('organisation')).period,
    async clear() {
      for (const path of LEFT_BEHIND) await call(path, { method: 'DELETE' });
    },
    setFaults: (faults) => put('faults', { faults }),
    setScript: (script) => put('script', script),
    setInsights: (setting) => put('insights', setting),
    insightTruth: () => read('ground-truth/insights'),
    setSurveys: (setting) => put('surveys', setting),
    setPlatform: (setting) => put('platform', setting),
    speechTruth: ({ from, to }) => read(`speech/truth?${new URLSearchParams({ from, to }).toString()}`),
    async endConversation(conversationId) {
      await call(`conversations/${conversationId}/end`, { method: 'POST' }, CONFLICT);
    },
    conversations: () => read('conversations'),
  };
}
