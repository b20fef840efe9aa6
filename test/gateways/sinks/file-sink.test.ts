import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileSink } from '../../../src/gateways/sinks/file-sink.js';
import { createSink } from '../../../src/gateways/sinks/index.js';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'file-sink-'));
  path = join(directory, 'made/on demand/coaching.jsonl');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const modeOf = async (name: string) => ((await stat(name)).mode & 0o777).toString(8);
const linesOf = async (name: string) =>
  (await readFile(name, 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);

describe('createFileSink', () => {
  it('appends a JSON line for each delivery, in order', async () => {
    const sink = createFileSink(path);
    expect(await sink.send({ key: 'k"1', body: '{"a":"line\\nbreak"}' })).toEqual({
      outcome: 'delivered',
      receipt: 'appended',
    });
    await createFileSink(path).send({ key: 'k2', body: '{"a":2}' });
    expect(await linesOf(path)).toEqual([
      { key: 'k"1', body: { a: 'line\nbreak' } },
      { key: 'k2', body: { a: 2 } },
    ]);
  });

  it('keeps file and directory to their owner', async () => {
    await createFileSink(path).send({ key: 'k', body: '{}' });
    expect(await modeOf(path)).toBe('600');
    expect(await modeOf(join(path, '..'))).toBe('700');
  });

  it('keeps every line whole when many are appended at once', async () => {
    const sink = createFileSink(path);
    const keys = Array.from({ length: 200 }, (_, index) => `k${index}`);
    const body = JSON.stringify({ text: 'x'.repeat(5000) });
    await Promise.all(keys.map((key) => sink.send({ key, body })));
    const lines = (await linesOf(path)) as { key: string }[];
    expect(lines.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  it('is unavailable, with the code alone, where it can’t write', async () => {
    expect(await createFileSink(directory).send({ key: 'k', body: '{}' })).toEqual({
      outcome: 'unavailable',
      reason: 'EISDIR',
      retryAfterMs: null,
    });
    await writeFile(join(directory, 'in the way'), '');
    const blocked = createFileSink(join(directory, 'in the way/coaching.jsonl'));
    expect(await blocked.send({ key: 'k', body: '{}' })).toMatchObject({ outcome: 'unavailable' });
  });

  it('is probed without a line written', async () => {
    const sink = createFileSink(path);
    expect(await sink.probe()).toBe('file is writable');
    expect(await linesOf(path)).toEqual([]);
    expect(await modeOf(path)).toBe('600');
    await sink.send({ key: 'k', body: '{}' });
    await sink.probe();
    expect(await linesOf(path)).toHaveLength(1);
  });

  it('fails its probe where it can’t write', async () => {
    await expect(createFileSink(directory).probe()).rejects.toThrow(/EISDIR/);
  });
});

describe('createSink', () => {
  it('writes to the file that a file: URL names, blanks and all', async () => {
    const sink = createSink({ url: pathToFileURL(path).href, secret: null, authorization: null });
    await sink.send({ key: 'k', body: '{}' });
    expect(await linesOf(path)).toHaveLength(1);
  });
});
