import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/fingerprint.js';

/** Stands for what a body says: 16 hex digits of SHA-256, the same for the same fields in any order. */
export const contentDigest = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);
