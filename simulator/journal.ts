import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

export type Journal<Entry> = {
  /** What earlier processes have written, in its order. */
  read(): Entry[];
  append(entry: Entry): void;
  /** All at once or not at all, whenever the process ends. */
  replace(entries: readonly Entry[]): void;
  clear(): void;
};

/** For what is not to outlive the process. */
export function createForgetfulJournal<Entry>(): Journal<Entry> {
  const nothing = (): void => undefined;
  return { read: () => [], append: nothing, replace: nothing, clear: nothing };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * JSON Lines in `dataDir`, for its owner only. A line has reached the operating system when `append` returns, so killing
 * the process loses none; it is not forced to the disk, because no machine loses its power in a rehearsal.
 * `noun` says in an error what a line that is damaged is not.
 */
export function createJournal<Entry>(
  dataDir: string | undefined,
  { name, noun, schema }: { name: string; noun: string; schema: z.ZodType<Entry> },
): Journal<Entry> {
  if (dataDir === undefined) return createForgetfulJournal();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, `${name}.jsonl`);

  function parseEntry(line: string, index: number): Entry {
    try {
      return schema.parse(JSON.parse(line));
    } catch {
      throw new Error(`${file}, line ${String(index + 1)} is no ${noun}; remove the file to begin anew`);
    }
  }

  const lineOf = (entry: Entry): string => `${JSON.stringify(entry)}\n`;
  return {
    read: () => {
      const text = readText(file);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      // A line that a kill has cut short was never answered; what comes next must not be glued to it.
      if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
      return whole.split('\n').slice(0, -1).map(parseEntry);
    },
    append: (entry) => {
      appendFileSync(file, lineOf(entry), { mode: 0o600 });
    },
    replace: (entries) => {
      writeFileSync(`${file}.new`, entries.map(lineOf).join(''), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    clear: () => {
      rmSync(file, { force: true });
    },
  };
}
