import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import { MS_PER_DAY, toUtc } from '../../src/domain/interval.js';
import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import { csatProgressQuery } from '../../src/workflows/messages.js';
import type { ChaosSubject, Scene } from './chaos-subject.js';
import { csatEvidence, RUN, type CsatFindings } from './csat-evidence.js';
import { insist } from './insist.js';
import { untilOutcome } from './until-outcome.js';

/** Long enough for a first reading in which somebody dies. */
const WAIT_MS = 30_000;
const LOOK_EVERY_MS = 200;
const ANSWER_MS = 5000;
const ANSWERED_AT_ONCE = { answeredShare: 0.3, spreadMs: 0 };
/** Nothing of the window is old enough for the second half. */
const HALF_ANSWERED = { ...ANSWERED_AT_ONCE, answeredAfterMs: [60_000, 90 * MS_PER_DAY] };
const ALL_ANSWERED = { ...ANSWERED_AT_ONCE, answeredAfterMs: [60_000, 60_000] };

const workflowIdOf = ({ name }: Scene): string => `csat/${name}`;

/** The last day is not settled yet. */
const windowOf = ({ period }: Scene) => ({
  from: period.from,
  to: toUtc(Date.parse(period.to) - MS_PER_DAY),
});

export const csatSubject: ChaosSubject = {
  profiles: ['documented', 'platform'],
  conversations: 3000,
  routes: [
    'POST /api/v2/analytics/conversations/summary/query',
    'POST /api/v2/analytics/surveys/summary/query',
    'POST /api/v2/analytics/conversations/details/query',
    'POST /api/v2/analytics/transcripts/aggregates/query',
  ],
  sink: 'coaching',
  // Pages are read, bodies put into the outbox, rounds recorded: together over the whole of the run.
  rowCount: `select (select count(*) from csat_page) + (select count(*) from delivery)
    + (select count(*) from csat_round) as count`,
  /** A sink waits when the effect is done, so that there are effects whose answers a kill swallows. */
  slowness: [
    ...['speech', 'surveys', 'query'].map((where) => ({
      where,
      what: { kind: 'latency', ms: 60, jitterMs: 60 },
    })),
    { where: 'coaching', what: { kind: 'slowHeaders', ms: 20 } },
  ],
  troubles: {},
  async prepare({ control }) {
    await control.setSurveys(HALF_ANSWERED);
    await control.setPlatform({ analysis: 'atOnce' });
  },
  /** Two readings: half of the answers come while it waits for them. */
  async perform(scene) {
    const deadlineMs = Date.now() + scene.timeoutMs;
    const { client } = scene.client;
    const input = {
      ...windowOf(scene),
      ...{ modelId: MODEL_IDS.deployed, csatRange: { min: 1, max: 5 }, csatThreshold: 4 },
      waitForSurveys: { until: new Date(Date.now() + WAIT_MS).toISOString() },
    };
    const accepted = acceptStart('csat', input, new Date().toISOString());
    const started = await startRun(client, accepted, { workflowId: workflowIdOf(scene) });
    await untilWaiting(client.workflow.getHandle(started.workflowId, started.runId), scene, deadlineMs);
    await insist(() => scene.control.setSurveys(ALL_ANSWERED), { deadlineMs });
    const outcome = await untilOutcome(scene.client, started, Math.max(1, deadlineMs - Date.now()));
    return { outcomes: new Map([[RUN, outcome]]), answers: new Map(), longestStallMs: null };
  },
  abandon: async (scene) =>
    void (await scene.client.client.workflow
      .getHandle(workflowIdOf(scene))
      .terminate('the rehearsal goes on without it')),
  collect: (scene, performance, store) =>
    csatEvidence(scene, performance, { store, window: windowOf(scene) }),
  doubtAbout({ result }) {
    const { result: run, truth } = result as CsatFindings;
    if (!run.complete || run.rounds !== 2 || run.corrections !== 1)
      return `it had ${run.rounds} readings, of which ${run.corrections} corrected a result`;
    if (run.coaching.delivered === 0) return 'it delivered nothing';
    const { figures, rows } = truth;
    return figures + rows === 0 ? null : `${figures} figures and ${rows} rows differ from the truth`;
  },
};

async function untilWaiting(handle: WorkflowHandle, { client }: Scene, deadlineMs: number): Promise<void> {
  const ask = () => client.client.withDeadline(Date.now() + ANSWER_MS, () => handle.query(csatProgressQuery));
  for (;;) {
    const { stage, rounds } = await insist(ask, { deadlineMs });
    if (stage === 'waiting') return;
    if (stage === 'completed' || rounds > 1) throw new Error('it never waited for surveys');
    await pause(LOOK_EVERY_MS);
  }
}
