import { readFile } from 'node:fs/promises';

const LINE_COUNT = 12;

/** The end of the database's log, indented to stand in an error message; empty when there is none. */
export const lastLogLines = async (logPath: string): Promise<string> => {
  const text = await readFile(logPath, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-LINE_COUNT);
  return lines.map((line) => `\n  ${line}`).join('');
};
