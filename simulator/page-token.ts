import { createSealedPositions } from './sealed-position.js';
import type { SentimentQuery } from './sentiment-query.js';

export type PageTokens = {
  /** `position`: index of the conversation at which the next page looks on. */
  tokenFor(query: SentimentQuery, position: number): string;
  /** Throws GenesysError 400 for a token that was given for another query, or never. */
  positionIn(query: SentimentQuery, token: string): number;
};

const scopeOf = ({ fromMs, toMs, size, select, where }: SentimentQuery): string =>
  JSON.stringify([fromMs, toMs, size, select, where]);

export function createPageTokens(key: string): PageTokens {
  const sealed = createSealedPositions(key);
  return {
    tokenFor: (query, position) => sealed.tokenFor(scopeOf(query), position),
    positionIn: (query, token) => sealed.positionIn(scopeOf(query), token),
  };
}
