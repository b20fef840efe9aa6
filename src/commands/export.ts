import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { SentimentResult } from '../contracts/analyze-sentiment.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { normalizeScore } from '../domain/sentiment.js';
import type { Store } from '../store/index.js';
import type { SentimentRow } from '../store/sentiment.js';
import type { CommandContext, CommandResult } from './context.js';
import { openOutputFile } from './output-file.js';

export type ExportOptions = { readonly format: 'csv' | 'jsonl'; readonly out?: string };

const BATCH_SIZE = 5000;

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
  const run = await store.runs.findLatest(workflowId);
  if (run?.status !== 'completed') {
    const problem = run
      ? `its latest run is ${run.status}; only a completed run can be exported`
      : 'is not in the store';
    throw new InvalidInputError([{ field: 'workflowId', problem }]);
  }
  if (run.process !== 'sentiment') {
    const problem = `is a run of ${run.process}, which has no rows; \`client result\` shows what it has`;
    throw new InvalidInputError([{ field: 'workflowId', problem }]);
  }
  const summary = summaryOf(run.result as SentimentResult);
  const rows = exportedRows(store, run.runId);
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

/** Names of the sentiment document's trend, and what makes the export checkable later. */
const summaryOf = (result: SentimentResult) => ({
  positive_count: result.counts.positive,
  neutral_count: result.counts.neutral,
  negative_count: result.counts.negative,
  avg_score: result.meanScore,
  polarity_shift: result.polarityShift,
  complete: result.complete,
  incomplete_because: result.incompleteBecause,
  audit_head: result.auditHead,
});

async function* exportedRows(store: Store, runId: string) {
  for (let after: string | null = null; ;) {
    const rows: SentimentRow[] = await store.sentiment.rowsAfter(runId, after, BATCH_SIZE);
    for (const { conversationId, occurredAt, status, score, polarity } of rows) {
      yield {
        interaction_id: conversationId,
        date: occurredAt?.toISOString() ?? null,
        status,
        raw_score: score,
        normalized_score: score === null || status === 'invalid' ? null : normalizeScore(score),
        polarity,
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.conversationId;
  }
}

async function* jsonLines(rows: AsyncIterable<object>, summary: object) {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  yield `${JSON.stringify({ summary })}\n`;
}
