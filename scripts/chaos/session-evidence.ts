import type { SessionResult } from '../../src/contracts/run-virtual-agent-session.js';
import type { Outcome } from '../../src/commands/outcome.js';
import type { Store } from '../../src/store/index.js';
import type { SinkEffect } from '../../simulator/sinks.js';
import { auditTexts } from './audit-texts.js';
import type { Performance, Scene } from './chaos-subject.js';
import type { Evidence } from './evidence.js';

/** Everything that the sessions of a run have left, by their labels. */
export async function sessionEvidence(
  scene: Scene,
  { outcomes, answers }: Performance,
  store: Store,
): Promise<Evidence> {
  const runs = [...outcomes.values()];
  const heads = runs.flatMap(({ status, result }) =>
    status === 'completed' ? [(result as SessionResult).auditHead] : [],
  );
  const pending = await Promise.all(
    runs.map(async ({ runId }) => (await store.deliveries.counts(runId)).pending),
  );
  const effects = await scene.control.effectsAt('crm');
  return {
    status: [...new Set(runs.map(({ status }) => status))].sort().join(', '),
    result: { sessions: runs.length, slots: (await store.sessions.slots()).length },
    storedStatus: '',
    storedResult: null,
    rows: await rowsOf(scene, { outcomes, answers }, store),
    effects: effectsOf(scene, effects),
    audit: await auditTexts(store, (body) => comparable(scene, body)),
    auditFindings: (await store.audit.verify(heads)).findings,
    unconfirmed: pending.reduce((sum, count) => sum + count, 0),
  };
}

type Told = Pick<Performance, 'outcomes' | 'answers'>;

/** What each session was, wherever it is written down, and how many conversations it has. */
async function rowsOf(scene: Scene, { outcomes, answers }: Told, store: Store) {
  const { bySessionKey } = await scene.control.conversations();
  const sessions = await store.sessions.list({ since: new Date(0) });
  const stored = new Map(sessions.map((session) => [session.sessionKey, session]));
  const rows = await Promise.all(
    [...outcomes].map(async ([label, outcome]) => {
      const key = `${scene.name}.${label}`;
      const run = await store.runs.findLatest(outcome.workflowId);
      const row = {
        ...resultOf(scene, outcome),
        answers: answers.get(label),
        session: comparable(scene, { ...stored.get(key), runId: null, botId: null }),
        storedStatus: run?.runId === outcome.runId ? run.status : 'of another run',
        storedResult: comparable(scene, run?.result),
        conversations: bySessionKey[key] ?? 0,
      };
      return [label, row] as const;
    }),
  );
  return new Map<string, unknown>(rows);
}

const resultOf = (scene: Scene, { status, result, failure }: Outcome) => ({
  status,
  result: status === 'completed' ? comparable(scene, result) : (failure ?? null),
});

/** The digest in a key is that of a body with ids and times, so bodies stand for it; two under one key are seen. */
function effectsOf(scene: Scene, effects: readonly SinkEffect[]): ReadonlyMap<string, unknown> {
  const byKey = new Map<string, unknown[]>();
  for (const { key, body } of effects) {
    const plain = withoutName(scene, key.split('/').slice(0, -1).join('/'));
    byKey.set(plain, [...(byKey.get(plain) ?? []), comparable(scene, body)]);
  }
  return byKey;
}

/** Ids and times differ from run to run: of these only whether they are known can be compared. */
const KNOWN_OR_NOT = new Set([
  ...['conversationId', 'conversation_id', 'startedAt', 'lastActivityAt', 'endedAt', 'endTime', 'end_time'],
  ...['durationMs', 'duration_ms', 'terminationLatencyMs', 'nextWakeUpAt', 'auditHead', 'timestamp'],
]);

function comparable(scene: Scene, value: unknown): unknown {
  if (typeof value === 'string') return withoutName(scene, value);
  if (Array.isArray(value)) return value.map((item) => comparable(scene, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, item]: [string, unknown]) => [
      field,
      KNOWN_OR_NOT.has(field) ? (item === null ? null : 'known') : comparable(scene, item),
    ]),
  );
}

const withoutName = ({ name }: Scene, text: string): string => text.replace(`${name}.`, '');
