import { sql } from 'kysely';
import type { TemporalClient } from '../../src/wiring/connect-temporal.js';
import type { Database } from '../../src/store/connection.js';

/** All names, texts and bytes of what Temporal's server answers. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, held]) => [name, ...textsOf(held)])
    : [];
}

/** Every run of a namespace as the server holds it: listing, description with memo, attributes and summaries, and the whole history. */
export async function temporalTexts({ connection, namespace }: TemporalClient): Promise<string> {
  const { workflowService } = connection;
  const { executions } = await workflowService.listWorkflowExecutions({ namespace, pageSize: 1000 });
  const parts = textsOf(executions);
  for (const { execution: listed } of executions) {
    const execution = { workflowId: listed?.workflowId ?? '', runId: listed?.runId ?? '' };
    parts.push(...textsOf(await workflowService.describeWorkflowExecution({ namespace, execution })));
    let nextPageToken: Uint8Array | null | undefined;
    do {
      const page = await workflowService.getWorkflowExecutionHistory({
        namespace,
        execution,
        ...(nextPageToken && { nextPageToken }),
      });
      parts.push(...textsOf(page.history));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken?.length);
  }
  return parts.join('\n');
}

/** Every row of every table. */
export async function storeTexts(db: Database): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(
    db,
  );
  const texts: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string;
    }>`select held::text as row from ${sql.table(name)} held`.execute(db);
    texts[name] = rows.map(({ row }) => row).join('\n');
  }
  return texts;
}
