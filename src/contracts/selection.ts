import { z } from 'zod';
import { DIRECTIONS, MEDIA_TYPES } from '../domain/selection.js';
import { listOf, oneOf } from './fields.js';

const ids = listOf(z.uuid({ error: 'must be a UUID' }).toLowerCase(), 100);

/** How callers name a part of the conversations of a window. A source that can't be asked so refuses it by name. */
export const SELECTION = {
  queueIds: ids.optional(),
  mediaTypes: listOf(oneOf(MEDIA_TYPES), MEDIA_TYPES.length).optional(),
  directions: listOf(oneOf(DIRECTIONS), DIRECTIONS.length).optional(),
  agentIds: ids.optional(),
  divisionIds: ids.optional(),
};
