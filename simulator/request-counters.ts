export type RequestCounts = Record<string, Record<string, number>>;

export type RequestCounters = {
  count(route: string, status: number): void;
  /** Answers by route (method and path) and status. */
  counts(): RequestCounts;
  clear(): void;
};

export function createRequestCounters(): RequestCounters {
  const byRoute = new Map<string, Map<number, number>>();
  return {
    count: (route, status) => {
      const byStatus = byRoute.get(route) ?? new Map<number, number>();
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      byRoute.set(route, byStatus);
    },
    counts: () =>
      Object.fromEntries(Array.from(byRoute, ([route, byStatus]) => [route, Object.fromEntries(byStatus)])),
    clear: () => {
      byRoute.clear();
    },
  };
}
