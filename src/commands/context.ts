import type { Config } from '../config.js';
import type { Store } from '../store/index.js';
import type { TemporalClient } from '../wiring/connect-temporal.js';
import type { Terminal } from '../wiring/terminal.js';

/** What a command may use. Connections are made when they are first asked for, and closed by the root. */
export type CommandContext = {
  readonly config: Config;
  readonly terminal: Terminal;
  readonly temporal: () => Promise<TemporalClient>;
  readonly store: (options?: { olderSchema: 'refuse' | 'accept' }) => Promise<Store>;
  readonly now: () => Date;
};

/** Exit codes that a command itself decides on; the others follow from what it throws. */
export type CommandResult = 0 | 1;
