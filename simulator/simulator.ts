import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { createAccessTokens } from './access-tokens.js';
import { createClock, type Clock } from './clock.js';
import { addErrorAnswers, answerWithError } from './error-answers.js';
import { createFaultBoard, type Faults } from './faults/fault-board.js';
import { createInsights, type Insights } from './insights/insights.js';
import { createInsightSetting } from './insights/insight-settings.js';
import { createLiveRoom, type LiveRoom } from './live-room.js';
import { createOrganisation, type Organisation } from './organisation.js';
import { createRequestCounters } from './request-counters.js';
import { addRequestHooks } from './request-hooks.js';
import { addControlRoutes } from './routes/control.js';
import { addConversationControlRoutes } from './routes/conversation-control.js';
import { addConversationRoutes } from './routes/conversations.js';
import { addDetailsQueryRoutes } from './routes/details-query.js';
import { addFaultRoutes } from './routes/faults.js';
import { addInsightControlRoutes } from './routes/insight-control.js';
import { addInsightRoutes } from './routes/insights.js';
import { addPlatformRoutes } from './routes/platform.js';
import { addOAuthRoutes, type Credentials } from './routes/oauth.js';
import { addSinkRoutes } from './routes/sinks.js';
import { addSpeechControlRoutes } from './routes/speech-control.js';
import { addSpeechRoutes } from './routes/speech.js';
import { addWebhookControlRoutes } from './routes/webhook-control.js';
import { addWebhookRoutes } from './routes/webhooks.js';
import { createPlatformRoom, type PlatformRoom } from './platform-room.js';
import type { MediaType } from './conversations.js';
import { createSealedPositions } from './sealed-position.js';
import { createSinks, type Sinks } from './sinks.js';
import { createSpeechRoom, type SpeechRoom } from './speech-room.js';

export type SimulatorOptions = {
  seed?: number | undefined;
  conversations?: number | undefined;
  days?: number | undefined;
  /** Which media its conversations are held on, each as often as the others. */
  mediaTypes?: readonly MediaType[] | undefined;
  /** ISO, in UTC: where the clock starts; the organisation's period ends where that day begins. */
  now?: string | undefined;
  /** Whether the clock runs. Without it, a clock that was given `now` stands still until it is set. */
  realTime?: boolean | undefined;
  /** 0 asks for any free port. */
  port?: number | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** Standard Webhooks secret (`whsec_…`); with one, the sinks answer 401 to what is not signed with it. */
  sinkSecret?: string | undefined;
  /**
   * Where the sinks, the conversations, the webhooks, the script and the settings of speech and surveys outlive the process;
   * without it they are forgotten.
   */
  dataDir?: string | undefined;
  /** How long a webhook's delivery waits before each repetition (default: seven times in a minute). */
  webhookRetryDelaysMs?: readonly number[] | undefined;
};

export type Simulator = Omit<LiveRoom, 'store'> & {
  url: string;
  credentials: Credentials;
  organisation: Organisation;
  insights: Insights;
  sinks: Sinks;
  speech: SpeechRoom;
  platform: PlatformRoom;
  clock: Clock;
  faults: Faults;
  close(): Promise<void>;
};

/** The request size limit of Platform API v2 (`request.bytes.max`). */
const MAX_REQUEST_BYTES = 512_000;

// Spelled so that a client that forgets to encode its form is found out.
const DEFAULT_CLIENT_SECRET = 'not+a&real=secret';

/** Starts an offline Genesys with its two sinks on the loopback interface. Rejects when an option is out of range. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { seed = 1, conversations = 5000, days = 7, port = 0, sinkSecret, dataDir } = options;
  const { clientId = 'simulator-client', clientSecret = DEFAULT_CLIENT_SECRET } = options;
  const credentials = { clientId, clientSecret };
  const clock = createClock(options);
  const organisation = createOrganisation({
    ...{ seed, conversations, days, mediaTypes: options.mediaTypes },
    nowMs: clock.nowMs(),
  });
  const sinks = createSinks(clock, { dataDir });
  const room = createLiveRoom({ clock, dataDir, webhookRetryDelaysMs: options.webhookRetryDelaysMs });
  const speech = createSpeechRoom({
    organisation,
    clock,
    dataDir,
    webhookRetryDelaysMs: options.webhookRetryDelaysMs,
  });
  const { spoken, surveys } = speech;
  const platform = createPlatformRoom({ organisation, clock, spoken, surveys, dataDir });
  const { conversations: live, store, script, analytics, webhooks } = room;
  const tokens = createSealedPositions(String(seed));
  const insights = createInsights({ organisation, setting: createInsightSetting(clock, dataDir), tokens });
  const accessTokens = createAccessTokens(clock);
  const counters = createRequestCounters();
  const board = createFaultBoard();

  const app = Fastify({
    bodyLimit: MAX_REQUEST_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
    frameworkErrors: answerWithError,
  });
  app.removeContentTypeParser('text/plain');
  addRequestHooks(app, { counters, board, accessTokens, clock });
  addErrorAnswers(app);
  addOAuthRoutes(app, { credentials, accessTokens });
  addDetailsQueryRoutes(app, {
    organisation,
    accessTokens,
    platform,
    sessions: { clock, store, organisation, settings: analytics, tokens },
  });
  addConversationRoutes(app, { conversations: live, store, tokens, accessTokens });
  addInsightRoutes(app, { insights, accessTokens });
  addWebhookRoutes(app, { webhooks, accessTokens });
  addSpeechRoutes(app, { speech, accessTokens });
  addPlatformRoutes(app, { platform, accessTokens });
  addSinkRoutes(app, { sinks, sinkSecret });
  addFaultRoutes(app, board);
  addConversationControlRoutes(app, room);
  addInsightControlRoutes(app, insights);
  addWebhookControlRoutes(app, webhooks);
  addSpeechControlRoutes(app, { speech, period: organisation.period });
  addControlRoutes(app, { organisation, conversations: live, sinks, clock, accessTokens, counters });
  app.addHook('onClose', async () => {
    room.stop();
    speech.stop();
  });

  const url = await app.listen({ port, host: '127.0.0.1' });
  room.begin();
  return {
    conversations: live,
    script,
    analytics,
    webhooks,
    url,
    credentials,
    organisation,
    insights,
    sinks,
    speech,
    platform,
    clock,
    faults: board,
    close: () => app.close(),
  };
}
