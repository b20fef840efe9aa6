import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sink } from './sink.js';

/**
 * Appends one JSON line for each delivery. A file can't refuse a repetition: a reader keeps the first line of each key.
 * Owner-only, because the bodies are the customers' business.
 */
export function createFileSink(path: string): Sink {
  const ready = () => mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return {
    async send({ key, body }) {
      try {
        await ready();
        await appendFile(path, `{"key":${JSON.stringify(key)},"body":${body}}\n`, { mode: 0o600 });
        return { outcome: 'delivered', receipt: 'appended' };
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'not written';
        return { outcome: 'unavailable', reason, retryAfterMs: null };
      }
    },
    async probe() {
      await ready();
      await appendFile(path, '', { mode: 0o600 });
      return 'file is writable';
    },
  };
}
