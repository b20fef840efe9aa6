import {
  analyzeSentiment,
  correlateCsat,
  redeliver,
  runVirtualAgentSession,
  syncInsights,
  syncInteraction,
} from '../../src/workflows/index.js';
import { CSAT_INPUT } from '../support/csat-fakes.js';
import { conversationNumber } from '../support/insights-fakes.js';
import { newBooks, sessionFakes, sessionInput } from '../support/session-fakes.js';
import { fakeActivities, type FakeActivities } from '../support/workflow-env.js';
import { countsOf, CSAT_CASES, type CsatCase } from './csat-cases.js';
import { INSIGHTS_CASES, type InsightsCase } from './insights-cases.js';
import { clientOf, options, type Recording } from './recording.js';
import { REDELIVERY_CASES, type RedeliveryCase } from './redelivery-cases.js';
import { SENTIMENT_CASES, type SentimentCase } from './sentiment-cases.js';
import { SESSION_CASES, type SessionCase } from './session-cases.js';
import { SWEEP_RECORDINGS } from './sweep-recordings.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const sentiment =
  ({ activities, changes }: SentimentCase): Recording =>
  async (world, workflowId) => {
    const { workflow } = world.env.client;
    world.act(activities(async () => void (await workflow.getHandle(workflowId).cancel())));
    const now = await world.env.currentTimeMs();
    const input = {
      from: new Date(now - 2 * DAY_MS).toISOString(),
      to: new Date(now - DAY_MS).toISOString(),
      ...changes,
    };
    const handle = await workflow.start(analyzeSentiment, { ...options(workflowId), args: [input] });
    await handle.result().catch(() => undefined);
  };

const insights =
  ({ activities, changes }: InsightsCase): Recording =>
  async (world, workflowId) => {
    const { workflow } = world.env.client;
    world.act(activities(async () => void (await workflow.getHandle(workflowId).cancel())));
    const input = { conversationIds: [1, 2, 3].map(conversationNumber), ...changes };
    const handle = await workflow.start(syncInsights, { ...options(workflowId), args: [input] });
    await handle.result().catch(() => undefined);
  };

/** Asks for the last two hours before a day that is settled, and runs for as long as it waits at most. */
const csat =
  ({ activities, changes, waitForDays, coverage, drive }: CsatCase): Recording =>
  async (world, workflowId) => {
    world.act(fakeActivities({ countDeliveries: countsOf({ delivered: 2, failed: 0 }), ...activities }));
    const now = await world.env.currentTimeMs();
    const to = (Math.floor(now / DAY_MS) - 8) * DAY_MS;
    const until = new Date(now + (waitForDays ?? 0) * DAY_MS).toISOString();
    const input = {
      ...CSAT_INPUT,
      from: new Date(to - 2 * HOUR_MS).toISOString(),
      to: new Date(to).toISOString(),
      ...(waitForDays && { waitForSurveys: { until, ...(coverage && { coverage }) } }),
      ...changes,
    };
    const handle = await clientOf(world).start(correlateCsat, { ...options(workflowId), args: [input] });
    await drive?.({ handle, world });
    await world.env.sleep((waitForDays ?? 0) * DAY_MS + HOUR_MS);
    await handle.result().catch(() => undefined);
  };

const session =
  ({ changes, prepare, overrides, drive }: SessionCase): Recording =>
  async (world, workflowId) => {
    const books = newBooks();
    prepare?.(books);
    world.act(fakeActivities({ ...sessionFakes(books), ...overrides }));
    const handle = await clientOf(world).start(runVirtualAgentSession, {
      ...options(workflowId),
      args: [sessionInput(changes)],
    });
    await drive?.({ handle, world, books });
    await world.env.sleep('3 hours');
    await handle.result().catch(() => undefined);
  };

const interaction =
  (overrides: Partial<FakeActivities> = {}): Recording =>
  async (world, workflowId) => {
    world.act(fakeActivities(overrides));
    const event = {
      eventId: 'coaching/1',
      interactionId: 'interaction-1',
      score: -0.4,
      polarity: 'negative',
    };
    await clientOf(world).execute(syncInteraction, { ...options(workflowId), args: [event] });
  };

const WITHOUT_SINK = {
  enqueueInteraction: () => Promise.resolve({ enqueued: false, skippedBecause: 'noSink' as const }),
};

const redelivery =
  ({ activities, input = { sink: 'crm' }, cancelled }: RedeliveryCase): Recording =>
  async (world, workflowId) => {
    world.act(fakeActivities(activities));
    const handle = await clientOf(world).start(redeliver, { ...options(workflowId), args: [input] });
    await world.env.sleep('1 minute');
    if (cancelled) await handle.cancel();
    await world.env.sleep('3 hours');
    await handle.result().catch(() => undefined);
  };

const named = <T>(workflow: string, cases: Record<string, T>, recordingOf: (one: T) => Recording) =>
  Object.entries(cases).map(([name, one]) => [`${workflow}.${name}`, recordingOf(one)] as const);

/** One for each way in which a workflow can go, by `<workflow>.<case>`. */
export const RECORDINGS = new Map<string, Recording>([
  ...named('analyze-sentiment', SENTIMENT_CASES, sentiment),
  ...named('sync-insights', INSIGHTS_CASES, insights),
  ...named('correlate-csat', CSAT_CASES, csat),
  ...named('run-virtual-agent-session', SESSION_CASES, session),
  ...named('redeliver', REDELIVERY_CASES, redelivery),
  ['sync-interaction.delivered', interaction()],
  ['sync-interaction.skipped-and-audited', interaction(WITHOUT_SINK)],
  ...named('sweep-sessions', SWEEP_RECORDINGS, (recording) => recording),
]);
