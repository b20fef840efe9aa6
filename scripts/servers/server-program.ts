import { access } from 'node:fs/promises';
import { runCommand } from './run-command.js';
import { reasonOf } from './reason-of.js';

export type ServerProgram = {
  name: string;
  version: string;
  /** The variable that may hold a path to it. */
  variable: 'TEMPORAL_CLI' | 'TEMPORAL_TEST_SERVER';
  /** Inside the cache. The version is part of the name, so that an update of the project is an update of the program. */
  folder: string;
  file: string;
  /** Undefined when it does run. */
  whyNotRunnable(path: string): Promise<string | undefined>;
};

export type ServerProgramOptions = Omit<ServerProgram, 'whyNotRunnable' | 'folder'> & {
  /** Arguments that make it say something and end at once. */
  probe: { args: string[]; answer: RegExp };
  env: NodeJS.ProcessEnv;
};

const probeTimeoutMs = 30_000;

/** A program that counts as present only when it was run and gave the answer that is known of it. */
export function createServerProgram({ probe, env, ...program }: ServerProgramOptions): ServerProgram {
  return {
    ...program,
    folder: `${program.file}-${program.version}`,
    async whyNotRunnable(path) {
      try {
        await access(path);
      } catch {
        return 'nothing there';
      }
      try {
        const output = await runCommand({ file: path, args: probe.args, env, timeoutMs: probeTimeoutMs });
        return probe.answer.test(output) ? undefined : `unexpected answer to "${probe.args.join(' ')}"`;
      } catch (error) {
        return reasonOf(error);
      }
    },
  };
}
