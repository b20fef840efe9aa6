/** stdout is for programs, stderr for people. */
export type Terminal = {
  print(line: string): void;
  /** Where many lines go, at the pace of whoever reads them. */
  readonly rows: NodeJS.WritableStream;
  note(line: string): void;
  /** Shows a line that the next one replaces; nothing where nobody watches. An empty line takes it away. */
  progress(line: string): void;
};

/** stdout and stderr. A progress line is drawn only on a terminal, cut to its width, and leaves no trace. */
export function createTerminal(): Terminal {
  const { stdout, stderr } = process;
  let drawn = false;
  const erase = () => {
    if (drawn) stderr.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    rows: stdout,
    print(line) {
      erase();
      stdout.write(`${line}\n`);
    },
    note(line) {
      erase();
      stderr.write(`${line}\n`);
    },
    progress(line) {
      if (!stderr.isTTY) return;
      erase();
      if (line === '') return;
      stderr.write(line.slice(0, (stderr.columns || 80) - 1));
      drawn = true;
    },
  };
}
