import { Agent, type Dispatcher } from 'undici';
import { createDocumentedConversationRecords } from './documented/conversation-records.js';
import { createDocumentedInsightSource } from './documented/insights.js';
import { documentedOrganisation } from './documented/organisation.js';
import { createDocumentedSentimentSource } from './documented/sentiment.js';
import { createDocumentedSpeechAnalytics } from './documented/speech-analytics.js';
import { createDocumentedVirtualAgent } from './documented/virtual-agent.js';
import { createDocumentedWebhooks } from './documented/webhooks.js';
import { NOT_THERE_YET } from './platform/not-there-yet.js';
import { fetchOrganisation } from './platform/organisation.js';
import { createPlatformSentimentSource } from './platform/sentiment.js';
import { createPlatformSpeechAnalytics } from './platform/speech-analytics.js';
import type {
  ConversationRecords,
  InsightSource,
  SentimentSource,
  SpeechAnalytics,
  VirtualAgentPlatform,
  WebhookRegistry,
} from './ports.js';
import type { Organisation } from '../../domain/organisation.js';
import type { Profile } from './profile.js';
import { fetchServerTime } from './server-time.js';
import { createTokenSource, type Credentials, type TokenSource } from './token-source.js';
import { createTransport, type Send } from './transport.js';

type Ports = {
  readonly sentiment: SentimentSource;
  readonly virtualAgent: VirtualAgentPlatform;
  readonly conversationRecords: ConversationRecords;
  readonly insights: InsightSource;
  readonly speech: SpeechAnalytics;
  readonly webhooks: WebhookRegistry;
  /** Whose client it is. May be repeated. */
  organisation(): Promise<Organisation>;
};

export type GenesysGateway = Ports & {
  /** For `doctor`: whether the credentials give a token. */
  readonly tokens: TokenSource;
  /** For `doctor`: what the host takes for the time. */
  serverTime(): Promise<Date | null>;
  close(): Promise<void>;
};

export type GenesysGatewayOptions = {
  readonly baseUrl: string;
  readonly loginUrl: string;
  readonly credentials: Credentials;
  readonly profile: Profile;
  readonly dispatcher?: Dispatcher;
  readonly timeouts?: Timeouts;
  readonly now?: () => number;
};

/** `answerMs` lies between two pieces of an answer. Both together stay below the activities' bound for one attempt. */
export type Timeouts = { readonly connectMs: number; readonly answerMs: number };

type Host = Pick<GenesysGatewayOptions, 'baseUrl' | 'credentials'>;

const ADAPTERS: Record<Profile, (send: Send, host: Host) => Ports> = {
  documented: (send, host) => ({
    organisation: () => Promise.resolve(documentedOrganisation(host)),
    sentiment: createDocumentedSentimentSource(send),
    virtualAgent: createDocumentedVirtualAgent(send),
    conversationRecords: createDocumentedConversationRecords(send),
    insights: createDocumentedInsightSource(send),
    speech: createDocumentedSpeechAnalytics(send),
    webhooks: createDocumentedWebhooks(send),
  }),
  platform: (send) => ({
    ...NOT_THERE_YET,
    organisation: () => fetchOrganisation(send),
    sentiment: createPlatformSentimentSource(send),
    speech: createPlatformSpeechAnalytics(send),
  }),
};

const TIMEOUTS: Timeouts = { connectMs: 10_000, answerMs: 30_000 };

export function createGenesysGateway(options: GenesysGatewayOptions): GenesysGateway {
  const { baseUrl, loginUrl, credentials, now = Date.now } = options;
  const { connectMs, answerMs } = options.timeouts ?? TIMEOUTS;
  const dispatcher =
    options.dispatcher ??
    new Agent({ connect: { timeout: connectMs }, headersTimeout: answerMs, bodyTimeout: answerMs });
  const tokens = createTokenSource({ loginUrl, credentials, dispatcher, now });
  const send = createTransport({ baseUrl, tokens, dispatcher, now });
  return {
    ...ADAPTERS[options.profile](send, options),
    tokens,
    serverTime: () => fetchServerTime(options.baseUrl, dispatcher),
    close: () => dispatcher.close(),
  };
}
