import { randomBytes } from 'node:crypto';

/** A new key, as it stands in `PAYLOAD_KEYS`. */
export const keyText = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
