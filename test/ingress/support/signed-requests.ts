import { createHmac } from 'node:crypto';
import { BEARER, NEW_SECRET } from './listening-ingress.js';
import type { RawRequest } from './send-raw.js';

export const CONVERSATION = {
  id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  type: 'chat',
  state: 'closed',
  to: [{ id: 'bot-1' }],
  from: { id: 'customer-planted' },
  startTime: '2026-11-20T09:00:00.000Z',
  endTime: '2026-11-20T10:00:00.000Z',
  resolutionStatus: 'resolved',
  attributes: { sessionKey: 'order-17', phone: '+49 planted' },
};

export type Signing = {
  readonly body?: string;
  readonly path?: string;
  readonly id?: string;
  readonly atMs?: number;
  /** The key's bytes. */
  readonly key?: string | Buffer;
};

const request = ({ path, body }: Signing, headers: [string, string][]): RawRequest => ({
  method: 'POST',
  path: path ?? '/webhook/conversation-ended',
  headers: [['content-type', 'application/json'], ...headers],
  body: Buffer.from(body ?? JSON.stringify(CONVERSATION)),
});

const hmac = ({ key = NEW_SECRET }: Signing, text: string) => createHmac('sha256', key).update(text);

export function standardRequest(signing: Signing = {}): RawRequest {
  const { id = 'msg_1', atMs = Date.now(), body = JSON.stringify(CONVERSATION) } = signing;
  const timestamp = String(Math.floor(atMs / 1000));
  const digest = hmac(signing, `${id}.${timestamp}.${body}`).digest('base64');
  return request(signing, [
    ['webhook-id', id],
    ['webhook-timestamp', timestamp],
    ['webhook-signature', `v1,${digest}`],
  ]);
}

export function hubRequest(signing: Signing = {}, encoding: 'hex' | 'base64' = 'hex'): RawRequest {
  const digest = hmac(signing, signing.body ?? JSON.stringify(CONVERSATION)).digest(encoding);
  return request(signing, [['x-hub-signature-256', `sha256=${digest}`]]);
}

export const bearerRequest = (signing: Signing = {}, token = BEARER): RawRequest =>
  request(signing, [['authorization', `Bearer ${token}`]]);
