import { findOnPath } from './find-on-path.js';
import type { ServerSource } from './install-once.js';
import { runCommand } from './run-command.js';
import type { ServerProgram } from './server-program.js';

export type GoInstallOptions = {
  program: ServerProgram;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
};

const buildTimeoutMs = 20 * 60_000;

/** Builds the CLI from its sources. Versions after 1.5.1 carry a `replace` in their go.mod, which `go install` refuses. */
export function goInstall({ program, env, say }: GoInstallOptions): ServerSource {
  const module = `github.com/temporalio/cli/cmd/temporal@${program.version}`;
  return {
    name: `go install ${module}`,
    async install(into) {
      const go = findOnPath('go', env);
      if (go === undefined) throw new Error('no go on PATH');
      say(`${program.name}: building ${program.version} with Go, about 3 minutes, once`);
      // Its SQLite is pure Go: without CGO no C compiler is needed.
      const goEnv = { ...env, CGO_ENABLED: '0', GOBIN: into };
      await runCommand({ file: go, args: ['install', module], env: goEnv, timeoutMs: buildTimeoutMs });
    },
  };
}
