import { createHmac } from 'node:crypto';
import type { AuditHead } from '../domain/audit-entry.js';
import type { Secret } from '../domain/secret.js';

/** An entry as it is stored. `previous` repeats the hash before it, so that each entry can be judged by itself. */
export type ChainedEntry = {
  readonly seq: number;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
};

/** HMAC-SHA256 over position, predecessor and text: without the key no entry can be made, moved or altered unseen. */
export const entryHash = (key: Secret, { seq, body, previous }: Omit<ChainedEntry, 'hash'>): string =>
  createHmac('sha256', key.reveal()).update(`${seq}\n${previous}\n${body}`).digest('hex');

/** Chains texts onto a head, in their order. */
export function chainEntries(key: Secret, head: AuditHead, bodies: readonly string[]): ChainedEntry[] {
  let { count, hash } = head;
  return bodies.map((body) => {
    const entry = { seq: ++count, body, previous: hash };
    hash = entryHash(key, entry);
    return { ...entry, hash };
  });
}
