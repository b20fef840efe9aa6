import { Buffer } from 'node:buffer';
import { OLD_SECRET } from '../../test/ingress/support/listening-ingress.js';
import type { RawRequest } from '../../test/ingress/support/send-raw.js';
import {
  bearerRequest,
  CONVERSATION,
  hubRequest,
  standardRequest,
  type Signing,
} from '../../test/ingress/support/signed-requests.js';
import type { Random } from './random.js';

export const SCHEMES = ['standard', 'hubHex', 'hubBase64', 'bearer'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** A request that is accepted, and all that it takes to sign it again. */
export type Genuine = {
  readonly scheme: Scheme;
  readonly conversationId: string;
  readonly signing: Signing & { readonly id: string; readonly body: string };
  readonly request: RawRequest;
};

const OLD_KEY = Buffer.from(OLD_SECRET.slice('whsec_'.length), 'base64');

export const SIGN: Readonly<Record<Scheme, (signing: Signing) => RawRequest>> = {
  standard: standardRequest,
  hubHex: (signing) => hubRequest(signing, 'hex'),
  hubBase64: (signing) => hubRequest(signing, 'base64'),
  bearer: bearerRequest,
};

/** No two have an id or a body in common, so that each is an event of its own. */
export function genuineRequest(index: number, scheme: Scheme, random: Random): Genuine {
  const conversationId = `c-${index}`;
  const signing = {
    id: `msg_${index}`,
    body: JSON.stringify({ ...CONVERSATION, id: conversationId }),
    atMs: Date.now() + (random.below(9) - 4) * 60_000,
    ...(random.below(2) === 0 && { key: OLD_KEY }),
  };
  return { scheme, conversationId, signing, request: SIGN[scheme](signing) };
}
