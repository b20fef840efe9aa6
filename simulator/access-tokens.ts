import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.js';

export type AccessTokens = {
  issue(clientId: string): { accessToken: string; expiresInSeconds: number };
  isValid(accessToken: string): boolean;
  /** The client a valid token was given to. */
  clientOf(accessToken: string): string | null;
  /** Ends one token now. */
  end(accessToken: string): void;
  /** Changes the life of a token already given, from now. */
  setLife(accessToken: string, seconds: number): void;
  /** Ends every token at once and tells how many there were. */
  revokeAll(): number;
  /** The life of tokens issued from now on. */
  setExpiresInSeconds(expiresInSeconds: number): void;
};

// The life that a default OAuth client of a real organisation reports.
const DEFAULT_EXPIRES_IN_SECONDS = 86_399;

/** A new token leaves the earlier ones valid, as Genesys does; they end by the simulator's clock. */
export function createAccessTokens(clock: Clock): AccessTokens {
  const tokens = new Map<string, { clientId: string; expiryMs: number }>();
  let expiresInSeconds = DEFAULT_EXPIRES_IN_SECONDS;

  const isValid = (accessToken: string): boolean =>
    clock.nowMs() < (tokens.get(accessToken)?.expiryMs ?? -Infinity);

  return {
    issue: (clientId) => {
      const accessToken = randomBytes(32).toString('base64url');
      tokens.set(accessToken, { clientId, expiryMs: clock.nowMs() + expiresInSeconds * 1000 });
      return { accessToken, expiresInSeconds };
    },
    isValid,
    clientOf: (accessToken) => (isValid(accessToken) ? (tokens.get(accessToken)?.clientId ?? null) : null),
    end: (accessToken) => {
      tokens.delete(accessToken);
    },
    setLife: (accessToken, seconds) => {
      const token = tokens.get(accessToken);
      if (token) token.expiryMs = clock.nowMs() + seconds * 1000;
    },
    revokeAll: () => {
      const count = tokens.size;
      tokens.clear();
      return count;
    },
    setExpiresInSeconds: (seconds) => {
      expiresInSeconds = seconds;
    },
  };
}
