import type { Dispatcher } from 'undici';
import { GenesysShapeError, type RequestIdentity } from './errors.js';
import { requestFailure } from './request-failure.js';

/**
 * Reads a body to its end, so that its connection can be used again, or destroys it at the cap.
 * @throws {GenesysShapeError} over `maxBytes`; {GenesysTransportError} when it breaks off
 */
export async function readText(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
  request: RequestIdentity,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new GenesysShapeError(`the body is over the cap of ${maxBytes} bytes`, request);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof GenesysShapeError ? error : requestFailure(request, error);
  }
  return Buffer.concat(chunks).toString('utf8');
}
