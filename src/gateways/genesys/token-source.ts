import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { Secret } from '../../domain/secret.js';
import { readText } from './body.js';
import { GenesysAuthError, GenesysHttpError, GenesysShapeError } from './errors.js';
import { reasonOf } from './error-body.js';
import { retryAfterMs } from '../retry-after.js';
import { parseJson, requestFailure } from './request-failure.js';

export const TOKEN_OPERATION = 'POST /oauth/token';
const TOKEN_REQUEST = { operation: TOKEN_OPERATION, correlationId: null };
const MAX_BODY_BYTES = 64 * 1024;
const MAX_MARGIN_MS = 60_000;
/** For the whole answer: every caller waits for the one request, so one that drips would hold up all of them for ever. */
const REQUEST_TIMEOUT_MS = 20_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export type Credentials = {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Scopes do not restrict client credentials on Genesys Cloud; sent only where a host asks for one. */
  readonly scope: string | null;
};

export type TokenSource = {
  /** The token in use, fetched when there is none or its end is near. */
  current(): Promise<Secret>;
  /** A token other than `refused`, which the API has just answered with 401. */
  renewed(refused: Secret): Promise<Secret>;
};

export type TokenSourceOptions = {
  readonly loginUrl: string;
  readonly credentials: Credentials;
  readonly dispatcher: Dispatcher;
  readonly now?: () => number;
};

type HeldToken = { readonly token: Secret; readonly useUntilMs: number };

/** Client-credentials tokens of one host and one client. However many callers wait, one request is under way at a time. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const now = options.now ?? Date.now;
  let held: HeldToken | null = null;
  let underWay: Promise<HeldToken> | null = null;

  const fetched = async (): Promise<Secret> => {
    // The token is held before the request counts as over: a caller in between would ask a second time.
    underWay ??= fetchToken(options, now)
      .then((fresh) => (held = fresh))
      .finally(() => (underWay = null));
    return (await underWay).token;
  };

  const usable = () => (held && now() < held.useUntilMs ? held.token : null);

  return {
    current: async () => usable() ?? fetched(),
    renewed: async (refused) => {
      const token = usable();
      return token && token !== refused ? token : fetched();
    },
  };
}

async function fetchToken(options: TokenSourceOptions, now: () => number): Promise<HeldToken> {
  const askedAtMs = now();
  const response = await request(`${options.loginUrl}/oauth/token`, {
    method: 'POST',
    dispatcher: options.dispatcher,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: formOf(options.credentials),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw requestFailure(TOKEN_REQUEST, error);
  });
  const text = await readText(response.body, MAX_BODY_BYTES, TOKEN_REQUEST);
  if (response.statusCode !== 200) throw tokenRefusal(response, text, now());
  const answer = tokenAnswer.safeParse(parseJson(text, TOKEN_REQUEST));
  if (!answer.success) throw new GenesysShapeError('the answer is no access token', TOKEN_REQUEST);
  const lifeMs = answer.data.expires_in * 1000;
  // A fixed margin would switch the cache off for the shortest life that Genesys allows (300 s): it is relative.
  const marginMs = Math.min(MAX_MARGIN_MS, lifeMs / 10);
  return { token: new Secret(answer.data.access_token), useUntilMs: askedAtMs + lifeMs - marginMs };
}

// URLSearchParams encodes: a secret with & or + would otherwise end or change the field.
const formOf = ({ clientId, clientSecret, scope }: Credentials): string =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret.reveal(),
    ...(scope === null ? {} : { scope }),
  }).toString();

function tokenRefusal({ statusCode, headers }: Dispatcher.ResponseData, text: string, nowMs: number): Error {
  if (statusCode === 400 || statusCode === 401 || statusCode === 403) {
    return new GenesysAuthError(
      `HTTP ${statusCode}: the client credentials were refused; check GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET and the host`,
      TOKEN_REQUEST,
    );
  }
  const reason = reasonOf(statusCode, text);
  return new GenesysHttpError(TOKEN_REQUEST, {
    status: statusCode,
    reason,
    retryAfterMs: retryAfterMs({ status: statusCode, headers, message: reason }, nowMs),
  });
}
