import { request, type Dispatcher } from 'undici';
import type { SentimentPage } from '../../simulator/sentiment-page.js';
import type { Simulator } from '../../simulator/simulator.js';

export const DETAILS_QUERY = '/api/v2/analytics/conversations/details/query';

export type Answer<Body> = { status: number; headers: Dispatcher.ResponseData['headers']; body: Body };
export type ErrorBody = {
  message: string;
  code: string;
  status: number;
  contextId: string;
  details: { errorCode: string; fieldName: string }[];
  errors: unknown[];
};

type Call = {
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  /** A string is sent as it is, anything else as JSON. */
  body?: unknown;
};

/** The type argument says what the test expects of the body; assertions check it. */
export async function call<Body>(url: string, options: Call = {}): Promise<Answer<Body>> {
  const { method = 'GET', headers = {}, body } = options;
  const isText = typeof body === 'string';
  const response = await request(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: body === undefined || isText ? (body ?? null) : JSON.stringify(body),
  });
  const text = await response.body.text();
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.statusCode, headers: response.headers, body: parsed as Body };
}

export type TokenAnswer = { access_token: string; token_type: string; expires_in: number };

export function requestToken<Body = TokenAnswer>(
  simulator: Simulator,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return call<Body>(`${simulator.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  });
}

export async function accessTokenOf(simulator: Simulator): Promise<string> {
  const { clientId, clientSecret } = simulator.credentials;
  const { body } = await requestToken(simulator, { client_id: clientId, client_secret: clientSecret });
  return body.access_token;
}

/** A query over the whole period with everything selected, changed by what a test is about. */
export function sentimentQuery(simulator: Simulator, changes: object = {}): object {
  const { from, to } = simulator.organisation.period;
  const select = ['sentiment.score', 'sentiment.polarity', 'interaction.id', 'date'];
  return { dateFrom: from, dateTo: to, size: 250, select, ...changes };
}

export function query<Body = SentimentPage>(
  simulator: Simulator,
  accessToken: string,
  body: unknown,
): Promise<Answer<Body>> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return call<Body>(simulator.url + DETAILS_QUERY, { method: 'POST', headers, body });
}

export async function allPages(
  simulator: Simulator,
  accessToken: string,
  changes: object = {},
): Promise<SentimentPage[]> {
  const pages: SentimentPage[] = [];
  let next: object | null = {};
  while (next) {
    const { status, body }: Answer<SentimentPage> = await query(
      simulator,
      accessToken,
      sentimentQuery(simulator, { ...changes, ...next }),
    );
    if (status !== 200) throw new Error(`Page ${String(pages.length)} was answered ${String(status)}`);
    pages.push(body);
    next = body.nextPageToken === undefined ? null : { nextPageToken: body.nextPageToken };
  }
  return pages;
}
