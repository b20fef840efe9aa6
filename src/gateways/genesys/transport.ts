import { request, type Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Secret } from '../../domain/secret.js';
import { readText } from './body.js';
import { codeOf, reasonOf } from './error-body.js';
import {
  GenesysAuthError,
  GenesysBudgetError,
  GenesysHttpError,
  GenesysShapeError,
  type RequestIdentity,
} from './errors.js';
import { createRequestBudget, type RequestBudget } from './request-budget.js';
import { parseJson, requestFailure } from './request-failure.js';
import { retryAfterMs } from '../retry-after.js';
import type { TokenSource } from './token-source.js';

/** Well above the largest page (250 entities are about 40 kB), well below what would hurt a worker. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** For the whole answer: a body that drips would otherwise outlive every time-out between two pieces. */
const REQUEST_TIMEOUT_MS = 45_000;

export type GenesysRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The route with placeholders, for messages: a path may hold ids. */
  readonly route?: string;
  /** Apart from the path, so that it never gets into a message. A list is one parameter for each of its items. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  /** The body holds what a customer said or a secret: a refusal may quote it, so only its code is passed on. */
  readonly confidential?: boolean;
  readonly signal?: AbortSignal;
};

/**
 * Sends one request and gives the body as the schema reads it. Repeats it in one case only: once, with a renewed token, after
 * a 401. Throws one of the classes in `errors.ts`, or the signal's reason when it was cancelled.
 */
export type Send = <T extends z.ZodType>(request: GenesysRequest, schema: T) => Promise<z.output<T>>;

export type TransportOptions = {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly dispatcher: Dispatcher;
  readonly now?: () => number;
};

type Answer = {
  readonly response: Dispatcher.ResponseData;
  readonly text: string;
  readonly identity: RequestIdentity;
  readonly confidential: boolean;
};

export function createTransport(options: TransportOptions): Send {
  const { baseUrl, tokens, dispatcher, now = Date.now } = options;
  const budget = createRequestBudget(now);
  const attempt = async (wanted: GenesysRequest, token: Secret): Promise<Answer> => {
    const operation = operationOf(wanted);
    const response = await request(`${baseUrl}${pathOf(wanted)}`, {
      method: wanted.method,
      dispatcher,
      headers: {
        authorization: `Bearer ${token.reveal()}`,
        accept: 'application/json',
        ...(wanted.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: wanted.body === undefined ? null : JSON.stringify(wanted.body),
      signal: AbortSignal.any([
        AbortSignal.timeout(REQUEST_TIMEOUT_MS),
        ...(wanted.signal ? [wanted.signal] : []),
      ]),
    }).catch((error: unknown) => {
      throw requestFailure({ operation, correlationId: null }, error);
    });
    budget.observe(response.headers);
    const identity = { operation, correlationId: correlationIdOf(response.headers) };
    const text = await readText(response.body, MAX_BODY_BYTES, identity);
    return { response, text, identity, confidential: wanted.confidential ?? false };
  };

  const attemptUnlessCancelled = (wanted: GenesysRequest, token: Secret): Promise<Answer> =>
    attempt(wanted, token).catch((error: unknown) => {
      wanted.signal?.throwIfAborted();
      throw error;
    });

  return async (wanted, schema) => {
    const waitMs = budget.waitMs();
    if (waitMs !== null) throw new GenesysBudgetError(operationOf(wanted), waitMs);
    const token = await tokens.current();
    let answer = await attemptUnlessCancelled(wanted, token);
    if (answer.response.statusCode === 401)
      answer = await attemptUnlessCancelled(wanted, await tokens.renewed(token));
    return shaped(bodyOf(answer, { budget, nowMs: now() }), schema, answer.identity);
  };
}

function pathOf({ path, query }: GenesysRequest): string {
  if (!query) return path;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((item): [string, string] => [name, item]),
  );
  return `${path}?${new URLSearchParams(pairs).toString()}`;
}

const operationOf = ({ method, route, path }: GenesysRequest): string => `${method} ${route ?? path}`;

function bodyOf(answer: Answer, { budget, nowMs }: { budget: RequestBudget; nowMs: number }): unknown {
  const { response, text, identity, confidential } = answer;
  const { statusCode: status, headers } = response;
  if (status >= 200 && status < 300) return parseJson(text, identity);
  if (status === 401) throw new GenesysAuthError('HTTP 401 even with a renewed token', identity);
  const reason = reasonOf(status, text);
  const waitMs = retryAfterMs({ status, headers, message: reason }, nowMs);
  if (status === 429 && waitMs !== null) budget.exhaust(waitMs);
  throw new GenesysHttpError(identity, {
    status,
    reason: confidential ? codeOf(text) : reason,
    retryAfterMs: waitMs,
  });
}

function shaped<T extends z.ZodType>(body: unknown, schema: T, identity: RequestIdentity): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.join('.') || 'body'} (${code})`);
  throw new GenesysShapeError(`unexpected shape at ${paths.join(', ')}`, identity);
}

function correlationIdOf(headers: Dispatcher.ResponseData['headers']): string | null {
  const id = headers['inin-correlation-id'];
  // The value goes into logs and histories: only the shape of an id is let through.
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null;
}
