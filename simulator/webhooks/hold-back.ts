export type HoldBack = {
  /** Runs the task, or keeps it until `count` have come together and then runs them in the reverse of their order. */
  pass(task: () => Promise<void>, options: { count: number; forMs: number }): Promise<void>;
  /** Runs those that wait. */
  release(): Promise<void>;
  /** Forgets those that wait. */
  close(): void;
};

/** Each task runs after the one before it is done, so that what is sent in reverse arrives in reverse. */
export function createHoldBack(): HoldBack {
  let held: { task: () => Promise<void>; done: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function release(): Promise<void> {
    clearTimeout(timer);
    const together = held.toReversed();
    held = [];
    for (const { task, done } of together) {
      await task();
      done();
    }
  }

  return {
    pass: (task, { count, forMs }) => {
      if (count < 2) return task();
      return new Promise((done) => {
        held.push({ task, done });
        clearTimeout(timer);
        if (held.length >= count) void release();
        else timer = setTimeout(() => void release(), forMs).unref();
      });
    },
    release,
    close: () => {
      clearTimeout(timer);
      held = [];
    },
  };
}
