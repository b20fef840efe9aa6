import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { StoredRun } from '../store/runs.js';
import type { Store } from '../store/index.js';
import type { CommandContext, CommandResult } from './context.js';
import { exportCsat } from './export-csat.js';
import { exportInsights } from './export-insights.js';
import { exportSentiment } from './export-sentiment.js';
import { openOutputFile } from './output-file.js';

export type ExportOptions = { readonly format: 'csv' | 'jsonl'; readonly out?: string };

/** The rows of a run, and its summary under the documents' names. */
export type ExportedRun = { readonly rows: AsyncIterable<object>; readonly summary: object };

/**
 * `export <workflowId>`: the rows of its latest run to stdout or a file, and a summary under the documents' names: as the
 * last line of JSON Lines; on stderr (or, with a file, on stdout) for CSV, which has no place for it.
 */
export async function exportRun(
  context: CommandContext,
  workflowId: string,
  { format, out }: ExportOptions,
): Promise<CommandResult> {
  const store = await context.store();
  const { rows, summary } = exportOf(store, await completedRun(store, workflowId));
  const target = out === undefined ? context.terminal.rows : await openOutputFile(out);
  // stdout stays open: it is not ours to end.
  const end = out !== undefined;
  if (format === 'jsonl') {
    await pipeline(jsonLines(rows, summary), target, { end });
  } else {
    // Names and tags come from outside: what a spreadsheet would take for a formula is escaped.
    await pipeline(rows, stringify({ header: true, escape_formulas: true }), target, { end });
    if (out === undefined) context.terminal.note(JSON.stringify({ summary }));
  }
  if (out !== undefined) context.terminal.print(JSON.stringify({ file: out, summary }));
  return 0;
}

async function completedRun(store: Store, workflowId: string): Promise<StoredRun> {
  const run = await store.runs.findLatest(workflowId);
  if (run?.status === 'completed') return run;
  const problem = run
    ? `its latest run is ${run.status}; only a completed run can be exported`
    : 'is not in the store';
  throw new InvalidInputError([{ field: 'workflowId', problem }]);
}

function exportOf(store: Store, run: StoredRun): ExportedRun {
  const { process, runId, result } = run;
  if (process === 'sentiment') return exportSentiment(store, runId, result);
  if (process === 'insights') return exportInsights(store, runId, result);
  if (process === 'csat') return exportCsat(store, run);
  const problem = `is a run of ${process}, which has no rows; \`client result\` shows what it has`;
  throw new InvalidInputError([{ field: 'workflowId', problem }]);
}

async function* jsonLines(rows: AsyncIterable<object>, summary: object) {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  yield `${JSON.stringify({ summary })}\n`;
}
