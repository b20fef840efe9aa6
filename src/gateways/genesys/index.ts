import { Agent, type Dispatcher } from 'undici';
import { createDocumentedSentimentSource } from './documented/sentiment.js';
import type { SentimentSource } from './ports.js';
import { createTokenSource, type Credentials, type TokenSource } from './token-source.js';
import { createTransport } from './transport.js';

export type GenesysGateway = {
  readonly sentiment: SentimentSource;
  /** For `doctor`: whether the credentials give a token. */
  readonly tokens: TokenSource;
  close(): Promise<void>;
};

export type GenesysGatewayOptions = {
  readonly baseUrl: string;
  readonly loginUrl: string;
  readonly credentials: Credentials;
  readonly dispatcher?: Dispatcher;
};

const CONNECT_TIMEOUT_MS = 10_000;
/** Between two pieces of an answer. Together with the connection it stays below the activities' bound for one attempt. */
const ANSWER_TIMEOUT_MS = 30_000;

export function createGenesysGateway(options: GenesysGatewayOptions): GenesysGateway {
  const dispatcher =
    options.dispatcher ??
    new Agent({
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
    });
  const tokens = createTokenSource({ ...options, dispatcher });
  const send = createTransport({ baseUrl: options.baseUrl, tokens, dispatcher });
  return {
    sentiment: createDocumentedSentimentSource(send),
    tokens,
    close: () => dispatcher.close(),
  };
}
