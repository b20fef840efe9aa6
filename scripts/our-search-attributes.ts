import { SEARCH_ATTRIBUTES } from '../src/domain/names.js';
import type { SearchAttributeType } from './servers/register-search-attributes.js';

/** The product's search attributes with their type, as a local server wants them. */
export const OUR_SEARCH_ATTRIBUTES: Readonly<Record<string, SearchAttributeType>> = Object.fromEntries(
  Object.values(SEARCH_ATTRIBUTES).map((name) => [name, 'Keyword' as const]),
);
