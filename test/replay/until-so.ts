import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 30_000;

/** Looks until it is so. @throws when it is not so in half a minute */
export async function untilSo(isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error('what the recording waits for did not come about');
    await pause(20);
  }
}
