import type { RunEnd, RunStore } from '../store/runs.js';

type Deps = { readonly runs: Pick<RunStore, 'end'> };

/** Safe to repeat: it sets the same end again. */
export const createEndRun = ({ runs }: Deps) =>
  async function endRun(end: RunEnd): Promise<void> {
    await runs.end(end);
  };
