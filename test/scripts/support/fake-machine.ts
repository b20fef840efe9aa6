import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findOnPath } from '../../../scripts/servers/find-on-path.js';

export type FakeMachine = {
  folder: string;
  bin: string;
  cacheDir: string;
  /** An environment in which nothing can be found but what the test put there. */
  env: NodeJS.ProcessEnv;
  said: string[];
  say(line: string): void;
  /** Puts a shell script into that folder, by default one of PATH; every run of it adds its name to `runs`. */
  script(name: string, body: string, into?: string): string;
  runs(): string[];
};

/** What a good `temporal` answers. */
export const goodCli = 'echo "temporal version 9.9.9"';

function linkReal(name: string, bin: string): void {
  const real = findOnPath(name, process.env);
  if (real === undefined) throw new Error(`this test needs ${name}`);
  symlinkSync(real, join(bin, name));
}

/** A private PATH and cache in a temporary folder, with nothing on PATH but the few tools that scripts need. */
export function createFakeMachine(): FakeMachine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fake-machine-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, 'bin');
  const runsFile = join(folder, 'runs');
  const said: string[] = [];
  mkdirSync(bin);
  writeFileSync(runsFile, '');
  for (const tool of ['cat', 'chmod', 'dirname', 'gzip', 'mkdir', 'sleep', 'tar']) linkReal(tool, bin);
  return {
    folder,
    bin,
    cacheDir: join(folder, 'cache'),
    env: { PATH: bin, HOME: folder },
    said,
    say: (line) => void said.push(line),
    script(name, body, into = bin) {
      mkdirSync(into, { recursive: true });
      const path = join(into, name);
      writeFileSync(path, `#!/bin/sh\necho ${name} >> '${runsFile}'\n${body}\n`);
      chmodSync(path, 0o755);
      return path;
    },
    runs: () => readFileSync(runsFile, 'utf8').split('\n').filter(Boolean),
  };
}
