import { createWriteStream } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { z } from 'zod';
import type { ServerSource } from './install-once.js';
import { runCommand } from './run-command.js';
import type { ServerProgram } from './server-program.js';

export type OfficialDownloadOptions = {
  program: ServerProgram;
  artifact: 'cli' | 'temporal-test-server';
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  baseUrl?: string | undefined;
};

const answerTimeoutMs = 15_000;
const archiveTimeoutMs = 600_000;
// The downloader counts its callers by these; the version is that of the SDK packages in use.
const sdk = { 'sdk-name': 'sdk-typescript', 'sdk-version': '1.24.0' };

const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };
const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

const answerSchema = z.object({
  archiveUrl: z.url(),
  // Given to tar as a member name: nothing that tar could take for an option or that could leave the folder.
  fileToExtract: z
    .string()
    .regex(/^[A-Za-z0-9_][\w./-]*$/)
    .refine((path) => !path.split('/').includes('..')),
});

function understood(answer: unknown): z.infer<typeof answerSchema> {
  const parsed = answerSchema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole');
  throw new Error(`an answer that can't be used: ${fields.join(', ')}`);
}

function addressOf({
  program,
  artifact,
  baseUrl = 'https://temporal.download',
}: OfficialDownloadOptions): URL {
  const arch = architectures[process.arch];
  const platform = platforms[process.platform];
  if (arch === undefined || platform === undefined) {
    throw new Error(`not supported on ${process.platform} ${process.arch}`);
  }
  const url = new URL(`/${artifact}/${program.version}`, baseUrl);
  url.search = new URLSearchParams({ arch, platform, ...sdk }).toString();
  return url;
}

async function get(url: string | URL, timeoutMs: number, dispatcher: EnvHttpProxyAgent) {
  const response = await fetch(url, { dispatcher, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response;
}

/** Through a proxy where the environment names one, as the other tools of the machine go. */
function proxyAgent(env: NodeJS.ProcessEnv): EnvHttpProxyAgent {
  const either = (name: string) => env[name] ?? env[name.toUpperCase()] ?? '';
  return new EnvHttpProxyAgent({
    httpProxy: either('http_proxy'),
    httpsProxy: either('https_proxy'),
    noProxy: either('no_proxy'),
  });
}

/** The downloader that Temporal's SDKs use: it answers where the archive for this machine lies. */
export function officialDownload(options: OfficialDownloadOptions): ServerSource {
  const { program, env, say } = options;
  return {
    name: 'official download',
    async install(into) {
      const address = addressOf(options);
      say(`${program.name}: downloading ${program.version}, once`);
      const agent = proxyAgent(env);
      try {
        const answer = await get(address, answerTimeoutMs, agent);
        const { archiveUrl, fileToExtract } = understood(await answer.json());
        if (!new URL(archiveUrl).pathname.endsWith('.tar.gz'))
          throw new Error(`${archiveUrl} is no tar.gz: not supported`);
        const archive = join(into, 'archive.tar.gz');
        const { body } = await get(archiveUrl, archiveTimeoutMs, agent);
        if (body === null) throw new Error(`${archiveUrl} is empty`);
        await pipeline(body, createWriteStream(archive));
        const args = ['-xzf', archive, '-C', into, fileToExtract];
        await runCommand({ file: 'tar', args, env, timeoutMs: archiveTimeoutMs });
        await rm(archive);
        await rename(join(into, fileToExtract), join(into, program.file));
        await chmod(join(into, program.file), 0o755);
      } finally {
        await agent.destroy();
      }
    },
  };
}
