import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureTemporalCli } from '../../scripts/servers/ensure-temporal-cli.js';
import { startDownloadService } from './support/download-service.js';
import { createFakeMachine, goodCli, type FakeMachine } from './support/fake-machine.js';

/** A `go` that leaves a good executable where it was told to. */
const goThatBuilds = `[ "$CGO_ENABLED" = 0 ] || exit 9
sleep 0.3
printf '#!/bin/sh\\n${goodCli}\\n' > "$GOBIN/temporal"
chmod 755 "$GOBIN/temporal"`;

async function ensureOn(machine: FakeMachine, extra: { env?: NodeJS.ProcessEnv; baseUrl?: string } = {}) {
  const { cacheDir, say } = machine;
  const downloadBaseUrl = extra.baseUrl ?? (await startDownloadService()).baseUrl;
  return ensureTemporalCli({ cacheDir, say, downloadBaseUrl, env: { ...machine.env, ...extra.env } });
}

const cachedIn = (machine: FakeMachine) => join(machine.cacheDir, 'temporal-v1.5.1');

describe('the order of the sources', () => {
  it('takes the path in TEMPORAL_CLI before anything else', async () => {
    const machine = createFakeMachine();
    machine.script('temporal', goodCli);
    const named = machine.script('mine', goodCli, join(machine.folder, 'elsewhere'));
    expect(await ensureOn(machine, { env: { TEMPORAL_CLI: named } })).toBe(named);
  });

  it('refuses a broken TEMPORAL_CLI by name, although another temporal is there', async () => {
    const machine = createFakeMachine();
    machine.script('temporal', goodCli);
    const missing = join(machine.folder, 'missing');
    await expect(ensureOn(machine, { env: { TEMPORAL_CLI: missing } })).rejects.toThrow(
      `TEMPORAL_CLI names ${missing}, which can't be used: nothing there`,
    );
    const crashing = machine.script('crashing', 'echo "error: wrong machine" >&2; exit 1');
    await expect(ensureOn(machine, { env: { TEMPORAL_CLI: crashing } })).rejects.toThrow(
      /TEMPORAL_CLI.*wrong machine/,
    );
  });

  it('refuses a TEMPORAL_CLI that runs but is another program', async () => {
    const machine = createFakeMachine();
    const other = machine.script('other', 'echo "some other program 1.0"');
    await expect(ensureOn(machine, { env: { TEMPORAL_CLI: other } })).rejects.toThrow(
      /TEMPORAL_CLI.*unexpected answer/,
    );
  });

  it('takes the temporal on PATH, of any version, before its own cache, and says nothing', async () => {
    const machine = createFakeMachine();
    machine.script('temporal', goodCli, cachedIn(machine));
    const onPath = machine.script('temporal', 'echo "temporal version 0.1.0"');
    expect(await ensureOn(machine)).toBe(onPath);
    expect(machine.said).toEqual([]);
  });

  it('takes the cache before a download, and says nothing', async () => {
    const machine = createFakeMachine();
    const cached = machine.script('temporal', goodCli, cachedIn(machine));
    machine.script('temporal', 'exit 1');
    const service = await startDownloadService();
    expect(await ensureOn(machine, { baseUrl: service.baseUrl })).toBe(cached);
    expect(service.asked).toEqual([]);
    expect(machine.said).toEqual([]);
  });

  it('builds with Go when the download fails, and says what takes time', async () => {
    const machine = createFakeMachine();
    machine.script('go', goThatBuilds);
    const path = await ensureOn(machine);
    expect(path).toBe(join(cachedIn(machine), 'temporal'));
    expect(machine.said).toEqual([
      'Temporal CLI: downloading v1.5.1, once',
      'Temporal CLI: building v1.5.1 with Go, about 3 minutes, once',
      `Temporal CLI: ready in ${cachedIn(machine)}`,
    ]);
  });
});

describe('the official download', () => {
  it('unpacks the named file out of the archive and asks for this machine', async () => {
    const machine = createFakeMachine();
    const file = machine.script('temporal', goodCli, join(machine.folder, 'origin'));
    const { baseUrl, asked } = await startDownloadService({ file });
    expect(await ensureOn(machine, { baseUrl })).toBe(join(cachedIn(machine), 'temporal'));
    expect(readdirSync(cachedIn(machine))).toContain('temporal');
    expect(asked[0]?.pathname).toBe('/cli/v1.5.1');
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      arch: process.arch === 'x64' ? 'amd64' : 'arm64',
      platform: process.platform,
      'sdk-name': 'sdk-typescript',
      'sdk-version': '1.24.0',
    });
  });

  it('does not keep a downloaded program that does not run', async () => {
    const machine = createFakeMachine();
    const file = machine.script('temporal', 'exit 3', join(machine.folder, 'origin'));
    const { baseUrl } = await startDownloadService({ file });
    await expect(ensureOn(machine, { baseUrl })).rejects.toThrow(
      'official download: what it gave does not run: temporal: exit code 3',
    );
    expect(readdirSync(machine.cacheDir)).toEqual([]);
  });

  it.each([
    ['a zip', { archiveUrl: 'http://127.0.0.1/a.zip', fileToExtract: 'temporal' }, /a\.zip is no tar\.gz/],
    [
      'a file outside the folder',
      { archiveUrl: 'http://127.0.0.1/a.tar.gz', fileToExtract: 'a/../../b' },
      /fileToExtract/,
    ],
    [
      'an option for tar',
      { archiveUrl: 'http://127.0.0.1/a.tar.gz', fileToExtract: '--to-command=x' },
      /fileToExtract/,
    ],
  ])('refuses an answer that names %s', async (_what, answer, reason) => {
    const machine = createFakeMachine();
    const { baseUrl } = await startDownloadService({ answer: () => answer });
    await expect(ensureOn(machine, { baseUrl })).rejects.toThrow(reason);
  });
});

describe('the cache', () => {
  it('replaces an entry that does not run', async () => {
    const machine = createFakeMachine();
    machine.script('temporal', 'echo cut-off >&2; exit 1', cachedIn(machine));
    machine.script('go', goThatBuilds);
    const path = await ensureOn(machine);
    expect(machine.runs().filter((name) => name === 'go')).toHaveLength(1);
    expect(await ensureOn(machine)).toBe(path);
    expect(machine.runs().filter((name) => name === 'go')).toHaveLength(1);
  });

  it('is filled once when two ask at the same time', async () => {
    const machine = createFakeMachine();
    machine.script('go', goThatBuilds);
    const paths = await Promise.all([ensureOn(machine), ensureOn(machine)]);
    expect(new Set(paths)).toEqual(new Set([join(cachedIn(machine), 'temporal')]));
    expect(machine.runs()).toEqual(['go']);
    expect(machine.said).toContain('Temporal CLI: being prepared by another process, waiting for it');
  });

  it('loses the remains of an installation that was killed', async () => {
    const machine = createFakeMachine();
    const remains = join(machine.cacheDir, 'temporal-v1.5.1.tmp-killed');
    machine.script('temporal', 'exit 1', remains);
    machine.script('go', goThatBuilds);
    await ensureOn(machine);
    expect(existsSync(remains)).toBe(false);
  });
});

describe('when nothing works', () => {
  it('lists every source with its reason and says how to help', async () => {
    const machine = createFakeMachine();
    machine.script('temporal', 'echo "error: bad image" >&2; exit 1');
    machine.script('go', 'echo "go: module lookup disabled" >&2; exit 1');
    const error: unknown = await ensureOn(machine).catch((thrown: unknown) => thrown);
    const lines = String(error).split('\n');
    expect(lines).toEqual([
      'Error: No Temporal CLI could be had. Tried:',
      '  - TEMPORAL_CLI: not set',
      `  - PATH: ${join(machine.bin, 'temporal')}: temporal: error: bad image`,
      `  - cache ${join(cachedIn(machine), 'temporal')}: nothing there`,
      expect.stringMatching(/^ {2}- official download: 127\.0\.0\.1:\d+ answered 503$/),
      '  - go install github.com/temporalio/cli/cmd/temporal@v1.5.1: go: go: module lookup disabled',
      expect.stringMatching(/^Help: set TEMPORAL_CLI to the path/),
    ]);
  });

  it('says so when the cache folder can not be made', async () => {
    const machine = createFakeMachine();
    writeFileSync(machine.cacheDir, 'a file where the folder would be');
    await expect(ensureOn(machine)).rejects.toThrow(/cache .*(EEXIST|ENOTDIR)/);
  });
});
