import type { RunStart, RunStore } from '../store/runs.js';

type Deps = { readonly runs: Pick<RunStore, 'begin'> };

/** Safe to repeat: the first row of a run stands. */
export const createBeginRun = ({ runs }: Deps) =>
  async function beginRun(run: RunStart): Promise<void> {
    await runs.begin(run);
  };
