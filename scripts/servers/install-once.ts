import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLoopbackLock } from './loopback-lock.js';
import { reasonOf } from './reason-of.js';
import type { ServerProgram } from './server-program.js';

export type ServerSource = {
  /** As the failure message lists it. */
  name: string;
  /** Leaves the executable, under the program's file name, in that folder; throws the reason why it can't. */
  install(into: string): Promise<void>;
};

export type InstallOnceOptions = {
  program: ServerProgram;
  cacheDir: string;
  sources: ServerSource[];
  say: (line: string) => void;
};

export type Installation = { path: string } | { path: undefined; failures: string[] };

const askAgainMs = 200;

const scratchPrefix = (program: ServerProgram) => `${program.folder}.tmp-`;

async function lockWhenFree(key: string, onWait: () => void): Promise<{ close(): void }> {
  for (let waited = false; ; waited = true) {
    const attempt = await tryLoopbackLock(key);
    if (attempt.granted) return attempt.server;
    if (!waited) onWait();
    await sleep(askAgainMs);
  }
}

/** Only the owner of the lock has scratch folders: whatever else lies there is from an owner that was killed. */
async function removeLeftovers({ program, cacheDir }: InstallOnceOptions): Promise<void> {
  for (const entry of await readdir(cacheDir)) {
    if (!entry.startsWith(scratchPrefix(program))) continue;
    await rm(join(cacheDir, entry), { recursive: true, force: true });
  }
}

async function installFrom(
  source: ServerSource,
  { program, cacheDir, say }: InstallOnceOptions,
): Promise<void> {
  const scratch = join(cacheDir, `${scratchPrefix(program)}${randomUUID()}`);
  const folder = join(cacheDir, program.folder);
  try {
    await mkdir(scratch);
    await source.install(scratch);
    const why = await program.whyNotRunnable(join(scratch, program.file));
    if (why !== undefined) throw new Error(`what it gave does not run: ${why}`);
    await rm(folder, { recursive: true, force: true });
    await rename(scratch, folder);
    say(`${program.name}: ready in ${folder}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function firstThatWorks(options: InstallOnceOptions): Promise<Installation> {
  const { program, cacheDir, sources } = options;
  const path = join(cacheDir, program.folder, program.file);
  const broken = await program.whyNotRunnable(path);
  if (broken === undefined) return { path };
  const failures = [`cache ${path}: ${broken}`];
  await removeLeftovers(options);
  for (const source of sources) {
    try {
      await installFrom(source, options);
      return { path };
    } catch (error) {
      failures.push(`${source.name}: ${reasonOf(error)}`);
    }
  }
  return { path: undefined, failures };
}

/**
 * The program out of the cache, put there by the first source that can. Any number of processes may ask at once: one
 * installs, the others wait for it. A kill at any moment leaves either the whole program in the cache or none of it.
 */
export async function installOnce(options: InstallOnceOptions): Promise<Installation> {
  const { program, cacheDir, say } = options;
  const path = join(cacheDir, program.folder, program.file);
  if ((await program.whyNotRunnable(path)) === undefined) return { path };
  try {
    await mkdir(cacheDir, { recursive: true });
  } catch (error) {
    return { path: undefined, failures: [`cache ${cacheDir}: ${reasonOf(error)}`] };
  }
  const lock = await lockWhenFree(`install ${await realpath(cacheDir)} ${program.folder}`, () =>
    say(`${program.name}: being prepared by another process, waiting for it`),
  );
  try {
    return await firstThatWorks(options);
  } finally {
    lock.close();
  }
}
