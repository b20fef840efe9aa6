import { z } from 'zod';
import { parseUtcInstant } from '../utc-instant.js';

/** `from/to`, both ISO dates in UTC, read as epoch milliseconds. */
export const intervalField = z.string().transform((text, context): { fromMs: number; toMs: number } => {
  const [from, to, ...more] = text.split('/');
  const [fromMs, toMs] = [parseUtcInstant(from), parseUtcInstant(to)];
  if (fromMs !== null && toMs !== null && fromMs < toMs && more.length === 0) return { fromMs, toMs };
  context.addIssue({ code: 'custom', message: 'must be two ISO dates in UTC with a slash between them' });
  return z.NEVER;
});
