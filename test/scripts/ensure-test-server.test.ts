import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ensureTestServer } from '../../scripts/servers/ensure-test-server.js';
import { startDownloadService } from './support/download-service.js';
import { createFakeMachine, type FakeMachine } from './support/fake-machine.js';

const goodServer = 'echo "--enable-time-skipping - to enable time skipping on start" >&2';

/** A `mvn` that copies one library to where it was told to. */
const mvnThatCopies = `for argument in "$@"; do
  case "$argument" in -DoutputDirectory=*) mkdir -p "\${argument#*=}"; echo jar > "\${argument#*=}/server.jar" ;; esac
done`;

/** A `java` that shows its arguments after the answer of a good server. */
const javaThatShows = `${goodServer}; echo "$@"`;

const folderOf = (machine: FakeMachine) => join(machine.cacheDir, 'temporal-test-server-v1.38.0');

async function ensureOn(machine: FakeMachine, extra: { env?: NodeJS.ProcessEnv; baseUrl?: string } = {}) {
  const { cacheDir, say } = machine;
  const downloadBaseUrl = extra.baseUrl ?? (await startDownloadService()).baseUrl;
  return ensureTestServer({ cacheDir, say, downloadBaseUrl, env: { ...machine.env, ...extra.env } });
}

describe('the time-skipping test server', () => {
  it('is the one that TEMPORAL_TEST_SERVER names', async () => {
    const machine = createFakeMachine();
    const named = machine.script('mine', goodServer);
    expect(await ensureOn(machine, { env: { TEMPORAL_TEST_SERVER: named } })).toBe(named);
  });

  it('is not replaced by another when TEMPORAL_TEST_SERVER is broken', async () => {
    const machine = createFakeMachine();
    machine.script('temporal-test-server', goodServer, folderOf(machine));
    const named = machine.script('mine', 'exit 1');
    await expect(ensureOn(machine, { env: { TEMPORAL_TEST_SERVER: named } })).rejects.toThrow(
      /TEMPORAL_TEST_SERVER/,
    );
  });

  it('comes from the official download under its own name', async () => {
    const machine = createFakeMachine();
    const file = machine.script('temporal-test-server', goodServer, join(machine.folder, 'origin'));
    const { baseUrl, asked } = await startDownloadService({ file });
    expect(await ensureOn(machine, { baseUrl })).toBe(join(folderOf(machine), 'temporal-test-server'));
    expect(asked[0]?.pathname).toBe('/temporal-test-server/v1.38.0');
  });

  it('comes from Maven when there is no download: java, started in place of the wrapper with its arguments', async () => {
    const machine = createFakeMachine();
    machine.script('mvn', mvnThatCopies);
    machine.script('java', `${javaThatShows}; echo "pid $$"`);
    const path = await ensureOn(machine);
    // The shell tells its own process id before it runs the wrapper in its place.
    const script = 'echo "pid $$"; exec "$0" 4711 --flag';
    const output = execFileSync('/bin/sh', ['-c', script, path], {
      env: machine.env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const [shellPid, shown, javaPid] = output.trim().split('\n');
    expect(shown).toContain(`-cp ${folderOf(machine)}/lib/* io.temporal.testserver.TestServer 4711 --flag`);
    expect(javaPid).toBe(shellPid);
  });

  it('lists every source with its reason when none works', async () => {
    const machine = createFakeMachine();
    machine.script('mvn', mvnThatCopies);
    const error: unknown = await ensureOn(machine).catch((thrown: unknown) => thrown);
    expect(String(error).split('\n')).toEqual([
      'Error: No Temporal test server could be had. Tried:',
      '  - TEMPORAL_TEST_SERVER: not set',
      `  - cache ${join(folderOf(machine), 'temporal-test-server')}: nothing there`,
      expect.stringMatching(/^ {2}- official download: /),
      '  - Maven io.temporal:temporal-test-server:1.38.0: no java on PATH',
      expect.stringMatching(/^Help: set TEMPORAL_TEST_SERVER/),
    ]);
  });
});
