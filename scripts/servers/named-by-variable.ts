import { resolve } from 'node:path';
import type { ServerProgram } from './server-program.js';

/** The path that the program's variable holds, if it holds one. Who names a program wants that one: a broken path is an error. */
export async function namedByVariable(
  program: ServerProgram,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const named = env[program.variable];
  if (named === undefined || named === '') return undefined;
  const path = resolve(named);
  const broken = await program.whyNotRunnable(path);
  if (broken !== undefined)
    throw new Error(`${program.variable} names ${path}, which can't be used: ${broken}`);
  return path;
}
