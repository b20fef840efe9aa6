import type { CsatStore } from '../store/csat.js';

type Deps = { readonly csat: Pick<CsatStore, 'pageTotals'> };

export type CountCsatPagesInput = { readonly runId: string };

/** Safe to repeat: it only reads. Counted from the ledger, so no retry can count twice. */
export const createCountCsatPages = ({ csat }: Deps) =>
  async function countCsatPages({
    runId,
  }: CountCsatPagesInput): Promise<{ pages: number; requests: number }> {
    return csat.pageTotals(runId);
  };
