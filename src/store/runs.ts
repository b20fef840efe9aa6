import type { Process } from '../domain/names.js';
import type { Database } from './connection.js';
import type { RunStatus } from './tables.js';

export type RunStart = {
  readonly runId: string;
  readonly workflowId: string;
  readonly process: Process;
  readonly startedAt: string;
  readonly plan: unknown;
};

export type RunEnd = {
  readonly runId: string;
  readonly status: Exclude<RunStatus, 'running'>;
  readonly finishedAt: string;
  readonly result: unknown;
};

export type StoredRun = Omit<RunStart, 'startedAt'> & {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly status: RunStatus;
  readonly result: unknown;
};

export type RunStore = ReturnType<typeof createRunStore>;

/** The runs themselves. Both writes may be repeated: the first beginning stays, an end says the same again. */
export const createRunStore = (db: Database) => ({
  async begin(run: RunStart): Promise<void> {
    await db
      .insertInto('process_run')
      .values({
        run_id: run.runId,
        workflow_id: run.workflowId,
        process: run.process,
        started_at: new Date(run.startedAt),
        finished_at: null,
        status: 'running',
        plan: JSON.stringify(run.plan),
        result: null,
      })
      .onConflict((conflict) => conflict.column('run_id').doNothing())
      .execute();
  },

  async end({ runId, status, finishedAt, result }: RunEnd): Promise<void> {
    await db
      .updateTable('process_run')
      .set({ status, finished_at: new Date(finishedAt), result: JSON.stringify(result) })
      .where('run_id', '=', runId)
      .execute();
  },

  /** The latest run of a workflow id, or null. */
  async findLatest(workflowId: string): Promise<StoredRun | null> {
    const row = await db
      .selectFrom('process_run')
      .selectAll()
      .where('workflow_id', '=', workflowId)
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return null;
    const { run_id, workflow_id, process, started_at, finished_at, status, plan, result } = row;
    return {
      runId: run_id,
      workflowId: workflow_id,
      process,
      startedAt: started_at,
      finishedAt: finished_at,
      status,
      plan,
      result,
    };
  },
});
