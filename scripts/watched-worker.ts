import { watch } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startWorkerProcess } from './worker-process.js';

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
/** An editor writes a file more than once. */
const SETTLE_MS = 200;
/** A worker that can't start shall not fill the terminal. */
const RESTART_MS = 2_000;

type Options = { readonly environment: NodeJS.ProcessEnv; readonly say: (line: string) => void };

/** Keeps one worker running: a new one when a source changes, and when the old one ends, however it ends. */
export function keepWorkerRunning({ environment, say }: Options): { stop(): Promise<void> } {
  let worker = startWorkerProcess({ environment });
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;

  const restart = async () => {
    say('a source has changed: starting the worker again');
    await worker.stop();
  };
  const watcher = watch(SOURCES, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), SETTLE_MS);
  });
  const supervise = async () => {
    while (!stopping) {
      const how = await worker.ended;
      if (stopping) return;
      if (how !== 'exit code 0') {
        say(`the worker has ended (${how}): starting another`);
        await pause(RESTART_MS);
      }
      worker = startWorkerProcess({ environment });
    }
  };
  const supervised = supervise();

  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      watcher.close();
      await worker.stop();
      await supervised;
    },
  };
}
