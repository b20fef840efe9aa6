import { describe, expect, it } from 'vitest';
import { insist } from '../../scripts/chaos/insist.js';

const failing = (times: number) => {
  const made: number[] = [];
  const attempt = () => {
    made.push(made.length);
    return made.length <= times
      ? Promise.reject(new Error(`attempt ${made.length}`))
      : Promise.resolve('done');
  };
  return { made, attempt };
};

describe('insisting', () => {
  it('tries again until it works', async () => {
    const { attempt, made } = failing(2);
    expect(await insist(attempt, { deadlineMs: Date.now() + 60_000 })).toBe('done');
    expect(made).toHaveLength(3);
  });

  it('gives up at once what another try would not mend, and everything after the deadline', async () => {
    const { attempt, made } = failing(9);
    const forever = { deadlineMs: Date.now() + 60_000, isFinal: () => true };
    await expect(insist(attempt, forever)).rejects.toThrow('attempt 1');
    await expect(insist(attempt, { deadlineMs: 0 })).rejects.toThrow('attempt 2');
    expect(made).toHaveLength(2);
  });
});
