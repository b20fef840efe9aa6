import { z } from 'zod';

/**
 * `ErrorBody` of the official SDK, as far as it is used. Every field may be missing or odd without spoiling the others, and a
 * gateway may answer HTML instead. Only what looks like a code is one: it goes into messages whatever the status.
 */
const errorBody = z.object({
  message: z.string().nullish().catch(null),
  code: z
    .string()
    .regex(/^[A-Za-z][\w.-]{0,63}$/)
    .nullish()
    .catch(null),
  details: z
    .array(z.object({ fieldName: z.string().nullish().catch(null) }))
    .nullish()
    .catch(null),
});

const MAX_REASON_CHARS = 200;
/** What is looked at to find them: a sentence of megabytes would keep the mask busy for minutes. */
const MAX_READ_CHARS = 1000;

/**
 * What an error body may add to a message: its code, and for a 400 the field and the sentence, because they name the mistake.
 * Other sentences stay out: they may repeat what was sent. So may these, hence the mask. Null when the body is not the expected
 * JSON.
 */
export function reasonOf(status: number, text: string): string | null {
  const parsed = errorBody.safeParse(tryJson(text));
  if (!parsed.success) return null;
  const { code, message, details } = parsed.data;
  const field = details?.find(({ fieldName }) => fieldName)?.fieldName;
  const parts = status === 400 || status === 429 ? [code, field && `field ${field}`, message] : [code];
  const reason = masked(parts.filter(Boolean).join(': ').slice(0, MAX_READ_CHARS)).slice(0, MAX_REASON_CHARS);
  return reason === '' ? null : reason;
}

/** The code alone: what may be passed on of a refusal that could quote what must not be shown. */
export function codeOf(text: string): string | null {
  const parsed = errorBody.safeParse(tryJson(text));
  const code = parsed.success ? parsed.data.code : null;
  return code ? masked(code) : null;
}

/** Addresses, what is long and random enough to be a secret, and numbers that somebody could be called by. Dates stay. */
const masked = (text: string): string =>
  text
    .replace(/[^\s@<>"']+@[^\s@<>"']+/g, '[masked]')
    .replace(/(?<!\S)(?!\S?\d{4}-\d\d-\d\d)(?=\S*\d)(?=\S*[A-Za-z])\S{16,}/g, '[masked]')
    .replace(/(?<![\w-])(?!\d{4}-\d\d-\d\d)\+?\d(?:[\s()/-]{0,2}\d){6,}/g, '[masked]');

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
