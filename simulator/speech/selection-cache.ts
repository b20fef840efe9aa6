/** Which rows a query means, in their order, and the time from and until which that is so. */
export type Selection = { rows: Uint32Array; sinceMs: number; untilMs: number };

export type SelectionCache = {
  /** `key` is the text of all that decides but the time. */
  rowsOf(key: string, nowMs: number, select: () => Selection): Uint32Array;
  clear(): void;
};

const MAX_ROWS = 4_000_000;
const MAX_SELECTIONS = 100;

/** A client that reads page after page asks the same again and again: the rows are looked for once, for the first page. */
export function createSelectionCache(): SelectionCache {
  const byKey = new Map<string, Selection>();
  let kept = 0;

  function forget(key: string): void {
    kept -= byKey.get(key)?.rows.length ?? 0;
    byKey.delete(key);
  }

  function keep(key: string, selection: Selection): void {
    forget(key);
    byKey.set(key, selection);
    kept += selection.rows.length;
    for (const oldest of byKey.keys()) {
      if ((kept <= MAX_ROWS && byKey.size <= MAX_SELECTIONS) || oldest === key) break;
      forget(oldest);
    }
  }

  return {
    rowsOf: (key, nowMs, select) => {
      const known = byKey.get(key);
      if (known && nowMs >= known.sinceMs && nowMs < known.untilMs) return known.rows;
      const selection = select();
      keep(key, selection);
      return selection.rows;
    },
    clear: () => {
      byKey.clear();
      kept = 0;
    },
  };
}
