export type Running = {
  /** Told how to end what was just started. */
  started(stop: () => Promise<void>): void;
  /** Ends, newest first, what was started since a mark; all of it without one. */
  stop(mark?: number): Promise<void>;
  mark(): number;
};

/** What was started and has to be ended, however the rehearsal ends. */
export function createRunning(): Running {
  const stops: (() => Promise<void>)[] = [];
  return {
    started: (stop) => void stops.push(stop),
    mark: () => stops.length,
    async stop(mark = 0) {
      // A thing that can't be ended must not keep the others alive.
      while (stops.length > mark)
        await stops
          .pop()?.()
          .catch(() => undefined);
    },
  };
}
