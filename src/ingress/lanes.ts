export type Lanes = {
  /** Null when too much is waiting: the work was not taken. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
  /** Resolves as soon as nothing is under way or waiting. */
  idle(): Promise<void>;
};

/** So much work at once, and so much more waiting for it, first come first served. */
export function createLanes({ atOnce, waiting }: { atOnce: number; waiting: number }): Lanes {
  const turns: (() => void)[] = [];
  let running = 0;
  let whenIdle: (() => void)[] = [];

  /** A lane goes to the next in turn without ever being free, so that nobody can come in between. */
  function leave(): void {
    const next = turns.shift();
    if (next) return next();
    running -= 1;
    if (running > 0) return;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  return {
    run(work) {
      if (running < atOnce) {
        running += 1;
        return work().finally(leave);
      }
      if (turns.length >= waiting) return null;
      return new Promise<void>((resolve) => turns.push(resolve)).then(work).finally(leave);
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  };
}
