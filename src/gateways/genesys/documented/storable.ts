import { z } from 'zod';
import { toUtc } from '../../../domain/interval.js';

/* PostgreSQL has no text with a NUL and no year of other than four digits: one such value would hold up a whole page, for ever. */

export const storableText = z.string().refine((said) => !said.includes('\0'));

/** ISO in UTC; nearly all of them are already, and there is one in each row. */
export const storableInstant = z.iso
  .datetime({ offset: true })
  .transform((time) => (time.endsWith('Z') ? time : toUtc(time)))
  .refine((utc) => /^(?!0000)\d{4}-/.test(utc));
