import { setTimeout as pause } from 'node:timers/promises';

/** Polls until `isSo` says yes; rejects with `what` after the deadline. */
export const eventually = async (
  what: string,
  isSo: () => boolean | Promise<boolean>,
  deadlineMs = 10_000,
): Promise<void> => {
  const deadline = performance.now() + deadlineMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await pause(10);
  }
};
