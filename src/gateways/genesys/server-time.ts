import { request, type Dispatcher } from 'undici';
import { requestFailure } from './request-failure.js';

const TIME_REQUEST = { operation: 'HEAD /', correlationId: null };

/** What time it is for the host, by its `Date` header, good to a second; null when it sends none. */
export async function fetchServerTime(baseUrl: string, dispatcher: Dispatcher): Promise<Date | null> {
  const { headers, body } = await request(baseUrl, { method: 'HEAD', dispatcher }).catch((error: unknown) => {
    throw requestFailure(TIME_REQUEST, error);
  });
  await body.dump();
  const atMs = Date.parse(String(headers.date));
  return Number.isNaN(atMs) ? null : new Date(atMs);
}
