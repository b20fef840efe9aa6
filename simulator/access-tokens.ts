import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.js';

export type AccessTokens = {
  issue(): { accessToken: string; expiresInSeconds: number };
  isValid(accessToken: string): boolean;
  /** Ends every token at once and tells how many there were. */
  revokeAll(): number;
  /** The life of tokens issued from now on. */
  setExpiresInSeconds(expiresInSeconds: number): void;
};

// The life that a default OAuth client of a real organisation reports.
const DEFAULT_EXPIRES_IN_SECONDS = 86_399;

/** A new token leaves the earlier ones valid, as Genesys does; they end by the simulator's clock. */
export function createAccessTokens(clock: Clock): AccessTokens {
  const expiryMsByToken = new Map<string, number>();
  let expiresInSeconds = DEFAULT_EXPIRES_IN_SECONDS;

  return {
    issue: () => {
      const accessToken = randomBytes(32).toString('base64url');
      expiryMsByToken.set(accessToken, clock.nowMs() + expiresInSeconds * 1000);
      return { accessToken, expiresInSeconds };
    },
    isValid: (accessToken) => clock.nowMs() < (expiryMsByToken.get(accessToken) ?? -Infinity),
    revokeAll: () => {
      const count = expiryMsByToken.size;
      expiryMsByToken.clear();
      return count;
    },
    setExpiresInSeconds: (seconds) => {
      expiresInSeconds = seconds;
    },
  };
}
