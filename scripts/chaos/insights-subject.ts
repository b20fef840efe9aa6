import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import type { ChaosSubject, Scene } from './chaos-subject.js';
import { insightsEvidence, RUN, type InsightsFindings } from './insights-evidence.js';
import { longestStallMs } from './longest-stall.js';
import { untilOutcome } from './until-outcome.js';

/** Below it Genesys itself leaves insights out. */
const CONFIDENCE_THRESHOLD = 0.5;
/** One to three pages a conversation. */
const PAGE_SIZE = 10;
const SETTING = {
  perConversation: { min: 6, max: 45 },
  shares: {
    ...{ stale: 0.05, future: 0.02, masked: 0.08, malformed: 0.02 },
    personalData: { email: 0.03, phone: 0.02, card: 0.02, iban: 0.02 },
    maskingFailed: { email: 0.02 },
  },
  conversations: { forbidden: 0.03, notFound: 0.03 },
};

/** A CRM that did what it was asked and does not say so. */
const REQUESTS_IN_TROUBLE = 120;
const troubleOf = (what: object) => [{ where: 'crm', when: { first: REQUESTS_IN_TROUBLE }, what }];

/** The question is the same in all runs, and an answer of a quarter of an hour ago would do: hence an id for each. */
const workflowIdOf = ({ name }: Scene): string => `insights/${name}`;

export const insightsSubject: ChaosSubject = {
  profiles: ['documented'],
  conversations: 250,
  routes: ['GET /api/v2/agentassist/interactions/:interactionId/insights'],
  sink: 'crm',
  // Insights are read, bodies put into the outbox, entries written: together over the whole of the run.
  rowCount: `select (select count(*) from insight) + (select count(*) from delivery)
    + (select count(*) from audit_entry) as count`,
  /** The CRM waits when the effect is done, so that there are effects whose answers a kill swallows. */
  slowness: [
    { where: 'insights', what: { kind: 'latency', ms: 30, jitterMs: 60 } },
    { where: 'crm', what: { kind: 'slowHeaders', ms: 60 } },
  ],
  troubles: {
    '500 once accepted': troubleOf({ kind: 'status', effect: 'after', status: 500 }),
    'cut once accepted': troubleOf({ kind: 'dropped', effect: 'after' }),
  },
  // The dates of the insights must be the same in each run.
  prepare: ({ control, now }) => control.setInsights({ ...SETTING, at: now }),
  async perform(scene) {
    const { client } = scene.client;
    const { conversations } = await scene.control.insightTruth();
    const input = {
      conversationIds: conversations.map(({ conversationId }) => conversationId),
      ...{ confidenceThreshold: CONFIDENCE_THRESHOLD, pageSize: PAGE_SIZE, onPersonalData: 'redact' },
    };
    const accepted = acceptStart('insights', input, scene.now);
    const started = await startRun(client, accepted, { workflowId: workflowIdOf(scene) });
    const outcome = await untilOutcome(scene.client, started, scene.timeoutMs);
    return {
      outcomes: new Map([[RUN, outcome]]),
      answers: new Map(),
      longestStallMs: await longestStallMs(client.workflow.getHandle(started.workflowId, started.runId)),
    };
  },
  abandon: async (scene) =>
    void (await scene.client.client.workflow
      .getHandle(workflowIdOf(scene))
      .terminate('the rehearsal goes on without it')),
  collect: (scene, performance, store) =>
    insightsEvidence(scene, performance, { store, confidenceThreshold: CONFIDENCE_THRESHOLD }),
  doubtAbout({ result }, conversations) {
    const { result: run, crm } = result as InsightsFindings;
    if (run.conversations.total !== conversations) return `it had ${run.conversations.total} conversations`;
    if (run.insights.redacted === 0 || run.insights.held === 0) return 'the gate had nothing to do';
    if (crm.insights === 0) return 'it delivered nothing';
    return crm.otherThanPassed + crm.otherThanTrue === 0
      ? null
      : `the CRM differs in ${crm.otherThanPassed} insights from what passed, in ${crm.otherThanTrue} from the truth`;
  },
};
