import { readEnvironment } from '../src/config.js';
import { environmentSchema } from '../src/environment/schema.js';

/**
 * Every variable of ours blank, so that neither a shell's nor a `.env`'s value brings in a real organisation or database, and
 * beside them only what programs need to run at all.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = readEnvironment();
  const blank = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']));
  return { ...blank, PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }) };
}
