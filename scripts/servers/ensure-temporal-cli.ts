import { serverCacheDir } from './cache-dir.js';
import type { EnsureOptions } from './ensure-options.js';
import { findOnPath } from './find-on-path.js';
import { goInstall } from './go-install.js';
import { installOnce } from './install-once.js';
import { namedByVariable } from './named-by-variable.js';
import { nothingWorked } from './nothing-worked.js';
import { officialDownload } from './official-download.js';
import { createServerProgram } from './server-program.js';

const advice =
  'Help: set TEMPORAL_CLI to the path of a temporal executable (https://docs.temporal.io/cli), install Go 1.25 or later, ' +
  'or set TEMPORAL_ADDRESS to a server that runs already.';

/**
 * Path of a `temporal` executable that was run to check it: TEMPORAL_CLI, PATH (any version), the cache, the official
 * download, a build with Go. Throws when TEMPORAL_CLI is broken, or one Error with every reason when nothing worked.
 */
export async function ensureTemporalCli(options: EnsureOptions = {}): Promise<string> {
  const { env = process.env, say = () => undefined, downloadBaseUrl } = options;
  const { cacheDir = serverCacheDir(env) } = options;
  const program = createServerProgram({
    name: 'Temporal CLI',
    version: 'v1.5.1',
    variable: 'TEMPORAL_CLI',
    file: 'temporal',
    probe: { args: ['--version'], answer: /temporal version/i },
    env,
  });
  const named = await namedByVariable(program, env);
  if (named !== undefined) return named;

  const onPath = findOnPath(program.file, env);
  const brokenOnPath = onPath === undefined ? 'no temporal there' : await program.whyNotRunnable(onPath);
  if (onPath !== undefined && brokenOnPath === undefined) return onPath;

  const sources = [
    officialDownload({ program, artifact: 'cli', env, say, baseUrl: downloadBaseUrl }),
    goInstall({ program, env, say }),
  ];
  const installation = await installOnce({ program, cacheDir, sources, say });
  if (installation.path !== undefined) return installation.path;
  const pathFailure = `PATH: ${onPath === undefined ? '' : `${onPath}: `}${brokenOnPath}`;
  throw nothingWorked({ program, failures: [pathFailure, ...installation.failures], advice });
}
