import { setTimeout as pause } from 'node:timers/promises';

type Rate = { readonly perSecond: number; readonly count: number };

/** Begins one thing after another at a steady rate, however long each takes: a slow receiver must not slow down who measures it. */
export async function atRate<T>({ perSecond, count }: Rate, begin: (n: number) => Promise<T>): Promise<T[]> {
  const startedAtMs = performance.now();
  const begun: Promise<T>[] = [];
  for (let n = 0; n < count; n++) {
    await pause(startedAtMs + (n / perSecond) * 1000 - performance.now());
    const work = begun[begun.push(begin(n)) - 1];
    // What fails is thrown at the end; until then it is not unheard of.
    work?.catch(() => undefined);
  }
  return Promise.all(begun);
}
