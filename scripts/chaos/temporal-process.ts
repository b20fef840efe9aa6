import { OUR_SEARCH_ATTRIBUTES } from '../our-search-attributes.js';
import { startLocalTemporal } from '../local-temporal.js';
import { ensureTemporalCli } from '../servers/ensure-temporal-cli.js';
import { endProcess } from '../end-process.js';

export type TemporalProcess = {
  readonly address: string;
  /** SIGKILL, and a new server on the same port and the same file. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
};

export async function startTemporalProcess(
  dataDir: string,
  say: (line: string) => void,
): Promise<TemporalProcess> {
  const options = {
    dataDir,
    cli: await ensureTemporalCli({ say }),
    headless: true,
    searchAttributes: OUR_SEARCH_ATTRIBUTES,
  };
  let current = await startLocalTemporal(options);
  const port = Number(current.address.split(':')[1]);
  return {
    address: current.address,
    async killAndRestart() {
      await endProcess(current.pid, 'SIGKILL');
      // Its guard lets go of the lock a moment after the server.
      await current.stop();
      current = await startLocalTemporal({ ...options, port });
    },
    stop: () => current.stop(),
  };
}
