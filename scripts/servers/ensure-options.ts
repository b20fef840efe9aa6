export type EnsureOptions = {
  cacheDir?: string;
  env?: NodeJS.ProcessEnv;
  /** Progress, one line per step that takes time; nothing is said when the program is there. */
  say?: (line: string) => void;
  /** Instead of Temporal's own download service. */
  downloadBaseUrl?: string;
};
