import type { FastifyRequest } from 'fastify';
import type { AccessTokens } from './access-tokens.js';
import { bearerTokenOf } from './bearer-token.js';
import { GenesysError } from './genesys-error.js';

/** A hook for routes of the API: throws GenesysError 401 unless the request carries a valid token. */
export function requireAccess(accessTokens: AccessTokens): (request: FastifyRequest) => Promise<void> {
  return async ({ headers }) => {
    const token = bearerTokenOf(headers.authorization);
    if (token !== null && accessTokens.isValid(token)) return;
    throw new GenesysError({ status: 401, code: 'bad.credentials', message: 'Invalid login credentials.' });
  };
}
