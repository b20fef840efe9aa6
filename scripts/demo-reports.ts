import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedProcess } from '../src/domain/names.js';
import { reportPage } from '../src/report/report-page.js';
import type { DemoParts, DemoRun } from './demo-sentiment.js';

/** They outlive the demonstration, and are replaced by the next. */
const FOLDER = join('.data', 'demo-reports');

/** Writes what `client report` would, and answers where. */
export async function writeDemoReport(
  { store }: Pick<DemoParts, 'store'>,
  process: StartedProcess,
  { workflowId }: Pick<DemoRun, 'workflowId'>,
): Promise<string> {
  const run = await store.runs.findLatest(workflowId);
  if (!run) throw new Error(`${workflowId} is not in the store`);
  const { page } = await reportPage(process, {
    ...{ run, reports: store.reports, csat: store.csat, timeZone: 'UTC' },
    madeAt: new Date(),
  });
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const file = join(FOLDER, `${process}.html`);
  await writeFile(file, page, { mode: 0o600 });
  return file;
}
