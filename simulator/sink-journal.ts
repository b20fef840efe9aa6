import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

// A first delivery brings its body; a repeated one only its key.
const recordSchema = z.union([
  z.strictObject({ key: z.string(), receivedAt: z.string(), body: z.unknown() }),
  z.strictObject({ key: z.string() }),
]);

export type SinkRecord = z.infer<typeof recordSchema>;

export type SinkJournal = {
  /** What earlier processes have written, in its order. */
  read(): SinkRecord[];
  append(record: SinkRecord): void;
  clear(): void;
};

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function parseRecord(file: string, line: string, index: number): SinkRecord {
  try {
    return recordSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(`${file}, line ${String(index + 1)} is no delivery; remove the file to begin anew`);
  }
}

/**
 * One sink's deliveries as JSON Lines in `dataDir`, for its owner only. A line has reached the operating system when `append`
 * returns, so killing the process loses none; it is not forced to the disk, because no machine loses its power in a rehearsal.
 */
export function createSinkJournal(dataDir: string, sink: string): SinkJournal {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, `sink-${sink}.jsonl`);
  return {
    read: () => {
      const text = readText(file);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      // A line that a kill has cut short was never answered; what comes next must not be glued to it.
      if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
      const lines = whole.split('\n').slice(0, -1);
      return lines.map((line, index) => parseRecord(file, line, index));
    },
    append: (record) => {
      appendFileSync(file, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    },
    clear: () => {
      rmSync(file, { force: true });
    },
  };
}
