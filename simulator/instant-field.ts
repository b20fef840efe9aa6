import { z } from 'zod';
import { parseUtcInstant } from './utc-instant.js';

/** An ISO date in UTC with at least seconds, read as epoch milliseconds. */
export const instantField = z.string().transform((text, context): number => {
  const instantMs = parseUtcInstant(text);
  if (instantMs !== null) return instantMs;
  context.addIssue({ code: 'custom', message: 'must be an ISO date in UTC' });
  return z.NEVER;
});
