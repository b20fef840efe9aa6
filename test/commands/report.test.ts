import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.js';
import { report } from '../../src/commands/report.js';
import type { StoredRun } from '../../src/store/runs.js';
import type { Store } from '../../src/store/index.js';
import { createScratch, type Scratch } from '../client/support/scratch.js';
import { sentimentSource } from '../support/report-sources.js';

const { run: COMPLETED, reports, madeAt } = sentimentSource();

describe('the report command', () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await createScratch();
  });
  afterAll(() => scratch.remove());

  const written = async (run: StoredRun | null, options: { out?: string; timeZone?: string } = {}) => {
    const lines: string[] = [];
    const store = { runs: { findLatest: () => Promise.resolve(run) }, reports };
    const context = {
      store: () => Promise.resolve(store as unknown as Store),
      terminal: { print: (line: string) => lines.push(line) },
      now: () => madeAt,
    } as unknown as CommandContext;
    const out = options.out ?? join(scratch.directory, 'report.html');
    const timeZone = options.timeZone ?? 'UTC';
    const exitCode = await report(context, COMPLETED.workflowId, { out, timeZone });
    return { exitCode, said: JSON.parse(lines.join()) as object, out };
  };

  it('writes one page that only its owner can read, and says where and whether it is complete', async () => {
    const { exitCode, said, out } = await written(COMPLETED, { timeZone: 'Asia/Tokyo' });
    const page = await readFile(out, 'utf8');
    expect(exitCode).toBe(0);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(page).toMatch(/^<!doctype html>[^]*<\/html>\s*$/);
    expect(page).toContain('26 Nov 2026, 18:30:00 (Asia/Tokyo)');
    expect(said).toEqual({
      ...{ file: out, workflowId: COMPLETED.workflowId, runId: COMPLETED.runId, complete: true },
    });
  });

  it.each<[string, StoredRun | null, string]>([
    ['an unknown run', null, 'is not in the store; `client list` shows the runs'],
    [
      'a run that goes on',
      { ...COMPLETED, status: 'running' },
      'has not ended; `client status` shows how far it is',
    ],
    [
      'a failed run',
      { ...COMPLETED, status: 'failed' },
      'is failed and has no figures; `client result` shows why',
    ],
    ['a cancelled run', { ...COMPLETED, status: 'cancelled' }, 'is cancelled and has no figures'],
    ['a run without a report', { ...COMPLETED, process: 'sweep' }, 'a run of sweep has no report'],
  ])('refuses %s, and says what to do', async (_, run, problem) => {
    const out = join(scratch.directory, 'never.html');
    await expect(written(run, { out })).rejects.toMatchObject({
      problems: [{ field: 'workflowId', problem: expect.stringContaining(problem) as string }],
    });
    await expect(stat(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('names the option that is wrong', async () => {
    await expect(written(COMPLETED, { timeZone: 'Berlin' })).rejects.toMatchObject({
      problems: [{ field: '--time-zone', problem: 'is not an IANA time zone, such as Europe/Berlin' }],
    });
    await expect(written(COMPLETED, { out: join(scratch.directory, 'no', 'where') })).rejects.toMatchObject({
      problems: [{ field: '--out', problem: expect.stringContaining('ENOENT') as string }],
    });
  });
});
