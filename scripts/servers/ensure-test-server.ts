import { serverCacheDir } from './cache-dir.js';
import type { EnsureOptions } from './ensure-options.js';
import { installOnce } from './install-once.js';
import { mavenLibraries } from './maven-libraries.js';
import { namedByVariable } from './named-by-variable.js';
import { nothingWorked } from './nothing-worked.js';
import { officialDownload } from './official-download.js';
import { createServerProgram } from './server-program.js';

const advice =
  'Help: set TEMPORAL_TEST_SERVER to the path of a temporal-test-server executable, or install Java and Maven.';

/**
 * Path of the time-skipping test server, run to check it: TEMPORAL_TEST_SERVER, the cache, the official download, Maven.
 * Throws when TEMPORAL_TEST_SERVER is broken, or one Error with every reason when nothing worked.
 */
export async function ensureTestServer(options: EnsureOptions = {}): Promise<string> {
  const { env = process.env, say = () => undefined, downloadBaseUrl } = options;
  const { cacheDir = serverCacheDir(env) } = options;
  const program = createServerProgram({
    name: 'Temporal test server',
    version: 'v1.38.0',
    variable: 'TEMPORAL_TEST_SERVER',
    file: 'temporal-test-server',
    // Without a port it explains itself and ends well.
    probe: { args: [], answer: /enable-time-skipping/ },
    env,
  });
  const named = await namedByVariable(program, env);
  if (named !== undefined) return named;
  const sources = [
    officialDownload({ program, artifact: 'temporal-test-server', env, say, baseUrl: downloadBaseUrl }),
    mavenLibraries({ program, env, say }),
  ];
  const installation = await installOnce({ program, cacheDir, sources, say });
  if (installation.path !== undefined) return installation.path;
  throw nothingWorked({ program, failures: installation.failures, advice });
}
