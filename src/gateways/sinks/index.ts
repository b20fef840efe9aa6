import { fileURLToPath } from 'node:url';
import type { Secret } from '../../domain/secret.js';
import { createFileSink } from './file-sink.js';
import { createHttpSink } from './http-sink.js';
import type { Sink } from './sink.js';

export type SinkAddress = {
  /** `https:`, `http:` or `file:`. */
  readonly url: string;
  readonly secret: Secret | null;
  readonly authorization: Secret | null;
};

export const createSink = (address: SinkAddress): Sink =>
  address.url.startsWith('file:') ? createFileSink(fileURLToPath(address.url)) : createHttpSink(address);
