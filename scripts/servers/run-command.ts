import { execFile } from 'node:child_process';
import { basename } from 'node:path';

export type Command = {
  file: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
};

const ownWords = /^(SLF4J:|\s*at )/;
const ansiColours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Build tools put the cause first and their advice last, so the first line that speaks of an error is quoted. */
function causeFrom(output: string): string | undefined {
  const lines = output
    .replace(ansiColours, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !ownWords.test(line));
  return lines.find((line) => /error|fail|cannot|not found/i.test(line)) ?? lines.at(-1);
}

/** Runs to the end and gives all that it printed; throws an Error of one line, with the cause as the command told it. */
export function runCommand({ file, args, env, timeoutMs }: Command): Promise<string> {
  const options = { env, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024 } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout + stderr);
      const why = error.killed
        ? `no end after ${timeoutMs / 1000} s`
        : (causeFrom(stderr) ?? causeFrom(stdout) ?? startFailure(error));
      reject(new Error(`${basename(file)}: ${why.slice(0, 300)}`));
    });
    child.stdin?.end();
  });
}

function startFailure(error: { code?: string | number | null; message: string }): string {
  if (error.code === 'ENOENT') return 'no such file';
  if (error.code === 'EACCES') return 'not executable';
  return typeof error.code === 'number' ? `exit code ${error.code}` : (error.message.split('\n')[0] ?? '');
}
