import type { TemporalClient } from '../src/wiring/connect-temporal.js';

type Run = { readonly workflowId: string; readonly runId: string };

/** All texts and bytes of a history as Temporal's server holds it, asked for past every codec. */
export async function readRawHistory(
  { connection, namespace }: Pick<TemporalClient, 'connection' | 'namespace'>,
  { workflowId, runId }: Run,
): Promise<string> {
  const parts: string[] = [];
  let nextPageToken: Uint8Array | null | undefined;
  do {
    const page = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId, runId },
      ...(nextPageToken && { nextPageToken }),
    });
    parts.push(...textsOf(page.history));
    nextPageToken = page.nextPageToken;
  } while (nextPageToken?.length);
  return parts.join('\n');
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, held]) => [name, ...textsOf(held)])
    : [];
}
