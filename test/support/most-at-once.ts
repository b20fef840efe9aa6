type Life = { readonly fromMs: number; readonly toMs: number };

/** How many of them overlap at most. One that begins in the millisecond in which another ends comes after it. */
export function mostAtOnce(lives: readonly Life[]): number {
  const changes = lives
    .flatMap(({ fromMs, toMs }) => [
      { atMs: fromMs, by: 1 },
      { atMs: toMs, by: -1 },
    ])
    .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of changes) most = Math.max(most, (now += by));
  return most;
}
