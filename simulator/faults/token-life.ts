import type { AccessTokens } from '../access-tokens.js';
import type { Fault } from './fault.js';

type TokenAnswer = { access_token: string; expires_in: number };

const isTokenAnswer = (payload: unknown): payload is TokenAnswer =>
  typeof payload === 'object' && payload !== null && 'access_token' in payload && 'expires_in' in payload;

/** Shortens the life of the token just given. Without `announcedSeconds` the answer is honest about it. */
export function alteredTokenAnswer(payload: unknown, { what }: Fault, accessTokens: AccessTokens): unknown {
  if (what.kind !== 'tokenLife' || !isTokenAnswer(payload)) return payload;
  accessTokens.setLife(payload.access_token, what.seconds);
  return { ...payload, expires_in: what.announcedSeconds ?? what.seconds };
}
