import { spawnSync } from 'node:child_process';
import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** Exits with the compiler's own code: what it said stands on the terminal already. */
function compile(): void {
  const args = [TSC, '-p', join(ROOT, 'tsconfig.build.json')];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Made once here, so that no worker needs the bundler, and all workers of a version run the same bytes. */
async function bundleWorkflows(): Promise<number> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(ROOT, 'src/workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(join(DIST, 'workflow-bundle.js'), code);
  return Buffer.byteLength(code);
}

async function sizeOf(directory: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;

const startedAtMs = performance.now();
// A file whose source is gone would still be packed and imported.
await rm(DIST, { recursive: true, force: true });
compile();
const bundleBytes = await bundleWorkflows();
await chmod(join(DIST, 'client.js'), 0o755);
const { files, bytes } = await sizeOf(DIST);
const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
process.stdout.write(
  `dist: ${files} files, ${kilobytes(bytes)}, of which workflow-bundle.js ${kilobytes(bundleBytes)}; ${seconds} s\n`,
);
