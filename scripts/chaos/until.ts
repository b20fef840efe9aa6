import { setTimeout as pause } from 'node:timers/promises';

type UntilOptions = { readonly what: string; readonly everyMs: number; readonly timeoutMs: number };

/** Asks again and again until the answer is yes. Throws, saying what it waited for, at the deadline. */
export async function until(isSo: () => Promise<boolean> | boolean, options: UntilOptions): Promise<void> {
  for (const deadline = performance.now() + options.timeoutMs; !(await isSo());) {
    if (performance.now() > deadline) {
      throw new Error(`${options.what}: not within ${options.timeoutMs / 1000} s`);
    }
    await pause(options.everyMs);
  }
}
