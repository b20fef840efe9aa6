import { parseUtcInstant } from './utc-instant.js';

export type Clock = {
  nowMs(): number;
  /** ISO, in UTC. */
  now(): string;
  /** Moves the clock forth or back; a running clock runs on from there. Throws RangeError unless given an ISO date in UTC. */
  set(now: string): void;
  /** Calls the listener each time after the clock was set. */
  onSet(listener: () => void): void;
};

/** Runs with real time, or stands still until it is set. Without `now` it starts at the real time and runs. */
export function createClock(
  options: { now?: string | undefined; realTime?: boolean | undefined } = {},
): Clock {
  const { now, realTime = now === undefined } = options;
  const elapsedMs = realTime ? () => Date.now() : () => 0;
  let offsetMs = Date.now() - elapsedMs();
  const listeners: (() => void)[] = [];

  function set(text: string): void {
    const instantMs = parseUtcInstant(text);
    if (instantMs === null)
      throw new RangeError(`now must be an ISO date in UTC, not ${JSON.stringify(text)}`);
    offsetMs = instantMs - elapsedMs();
    for (const listener of listeners) listener();
  }

  const nowMs = (): number => elapsedMs() + offsetMs;
  if (now !== undefined) set(now);
  return {
    nowMs,
    now: () => new Date(nowMs()).toISOString(),
    set,
    onSet: (listener) => {
      listeners.push(listener);
    },
  };
}
