import type { z } from 'zod';
import { invalidFields } from './genesys-error.js';

/** Throws GenesysError 400 that names every wrong field. */
export function parseFields<Fields>(schema: z.ZodType<Fields>, given: unknown): Fields {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues.map(({ path, message }) => {
    const fieldName = path.join('.') || 'body';
    return { errorCode: 'invalid.value', fieldName, message: `${fieldName}: ${message}` };
  });
  throw invalidFields(
    first ?? { errorCode: 'bad.request', fieldName: 'body', message: 'body: invalid' },
    ...others,
  );
}
