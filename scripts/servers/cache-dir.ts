import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloaded and built servers are kept between checkouts, by the XDG base directory rules. */
export function serverCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  // An unset and an empty variable mean the same there.
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'durable-genesys');
}
