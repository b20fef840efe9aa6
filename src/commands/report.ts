import { timeZone as timeZoneField } from '../contracts/fields.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { StoredRun } from '../store/runs.js';
import type { CommandContext, CommandResult } from './context.js';
import { openOutputFile } from './output-file.js';

export type ReportOptions = { readonly out: string; readonly timeZone: string };

/** `report <workflowId> --out FILE`: what the latest run found, as one HTML file that people read. */
export async function report(
  context: CommandContext,
  workflowId: string,
  { out, timeZone }: ReportOptions,
): Promise<CommandResult> {
  const accepted = timeZoneField.safeParse(timeZone);
  if (!accepted.success) {
    throw new InvalidInputError([
      { field: '--time-zone', problem: accepted.error.issues[0]?.message ?? 'is not a time zone' },
    ]);
  }
  const store = await context.store();
  const run = completed(await store.runs.findLatest(workflowId), workflowId);
  // The chart library takes half a second to load: not before it is needed.
  const { hasReport, reportPage } = await import('../report/report-page.js');
  if (!hasReport(run.process)) {
    throw new InvalidInputError([{ field: 'workflowId', problem: `a run of ${run.process} has no report` }]);
  }
  const { page, isComplete } = await reportPage(run.process, {
    ...{ run, reports: store.reports, csat: store.csat, timeZone },
    madeAt: context.now(),
  });
  const file = await openOutputFile(out);
  await new Promise<void>((resolve, reject) => file.once('error', reject).end(page, resolve));
  context.terminal.print(JSON.stringify({ file: out, workflowId, runId: run.runId, complete: isComplete }));
  return 0;
}

/** @throws {InvalidInputError} that says what else to ask, when there is no result to report */
function completed(run: StoredRun | null, workflowId: string): StoredRun {
  if (run?.status === 'completed') return run;
  throw new InvalidInputError([{ field: 'workflowId', problem: missing(run, workflowId) }]);
}

function missing(run: StoredRun | null, workflowId: string): string {
  if (!run) return `"${workflowId}" is not in the store; \`client list\` shows the runs`;
  if (run.status === 'running') {
    return 'its latest run has not ended; `client status` shows how far it is, and a report can be made when it is completed';
  }
  return `its latest run is ${run.status} and has no figures; \`client result\` shows why`;
}
