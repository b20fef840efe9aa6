import type { Clock } from '../clock.js';

export type ScheduledEnds = {
  schedule(id: string, atMs: number): void;
  cancel(id: string): void;
  cancelAll(): void;
};

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Ends conversations when their time has come by the simulator's clock, or, where it stands still, when as much real
 * time has passed: a test that has stopped the clock still sees its conversations end.
 */
export function createScheduledEnds(clock: Clock, end: (id: string) => void): ScheduledEnds {
  const pending = new Map<string, { atMs: number; timer: NodeJS.Timeout }>();

  function cancel(id: string): void {
    clearTimeout(pending.get(id)?.timer);
    pending.delete(id);
  }

  function finish(id: string): void {
    cancel(id);
    end(id);
  }

  clock.onSet(() => {
    for (const [id, { atMs }] of [...pending]) if (atMs <= clock.nowMs()) finish(id);
  });

  return {
    schedule: (id, atMs) => {
      const waitMs = Math.min(LONGEST_TIMER_MS, Math.max(0, atMs - clock.nowMs()));
      const timer = setTimeout(() => {
        finish(id);
      }, waitMs);
      pending.set(id, { atMs, timer: timer.unref() });
    },
    cancel,
    cancelAll: () => {
      for (const id of [...pending.keys()]) cancel(id);
    },
  };
}
