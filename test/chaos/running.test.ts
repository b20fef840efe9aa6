import { describe, expect, it } from 'vitest';
import { createRunning } from '../../scripts/chaos/running.js';

function createNoted() {
  const running = createRunning();
  const ended: string[] = [];
  const start = (name: string, error?: Error) =>
    running.started(() => {
      ended.push(name);
      return error ? Promise.reject(error) : Promise.resolve();
    });
  return { running, ended, start };
}

describe('what was started', () => {
  it('is ended newest first, each once, even when one of them fails', async () => {
    const { running, ended, start } = createNoted();
    start('server');
    start('worker', new Error('gone already'));
    start('client');
    await running.stop();
    await running.stop();
    expect(ended).toEqual(['client', 'worker', 'server']);
  });

  it('stays when it was there before the mark', async () => {
    const { running, ended, start } = createNoted();
    start('server');
    const mark = running.mark();
    start('worker');
    await running.stop(mark);
    expect(ended).toEqual(['worker']);
  });
});
