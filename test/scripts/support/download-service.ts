import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { onTestFinished } from 'vitest';

export type DownloadService = { baseUrl: string; asked: URL[] };

export type DownloadServiceOptions = {
  /** Packed into the archive under `packed/<its name>`. */
  file?: string;
  answer?: (archiveUrl: string) => unknown;
};

/** Temporal's download service on the loopback: JSON that names an archive, and a real archive. */
export async function startDownloadService(options: DownloadServiceOptions = {}): Promise<DownloadService> {
  const { file, answer = (archiveUrl) => ({ archiveUrl, fileToExtract: `packed/${basename(file ?? '')}` }) } =
    options;
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    asked.push(url);
    if (file === undefined && options.answer === undefined) return response.writeHead(503).end();
    if (url.pathname === '/archive.tar.gz') return response.end(readFileSync(`${file}.tar.gz`));
    return response.end(JSON.stringify(answer(`http://${url.host}/archive.tar.gz`)));
  });
  if (file !== undefined) {
    // The archive has a folder in it, as the real ones of the test server have.
    const folder = dirname(file);
    execFileSync('sh', ['-c', 'mkdir packed && cp "$1" packed/ && tar -czf "$1.tar.gz" packed', 'sh', file], {
      cwd: folder,
    });
  }
  server.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
