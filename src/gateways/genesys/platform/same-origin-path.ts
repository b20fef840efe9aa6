import { GenesysShapeError } from '../errors.js';

const NOWHERE = 'https://same.origin';

/**
 * A `nextUri` as an answer gives it. Only its path and query are ever used, and only below the API: the token goes nowhere else.
 * @throws {GenesysShapeError} for an address of another host
 */
export function sameOriginPath(uri: string): URL {
  const url = URL.canParse(uri, NOWHERE) ? new URL(uri, NOWHERE) : null;
  if (url?.origin === NOWHERE && url.pathname.startsWith('/api/v2/')) return url;
  throw new GenesysShapeError('the address of the next page is of another place, and is not followed', {
    operation: 'next page',
    correlationId: null,
  });
}
