import { setTimeout as pause } from 'node:timers/promises';

const AGAIN_MS = 200;

/** Tries until it works: whoever is asked may be dead at the moment. `isFinal` tells the errors that another try would not mend. */
export async function insist<T>(
  attempt: () => Promise<T>,
  { deadlineMs, isFinal = () => false }: { deadlineMs: number; isFinal?: (error: unknown) => boolean },
): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (isFinal(error) || Date.now() > deadlineMs) throw error;
      await pause(AGAIN_MS);
    }
  }
}
