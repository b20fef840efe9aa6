import { DefaultLogger, type Logger } from '@temporalio/worker';
import type { Logger as Pino } from 'pino';
import type { Config } from '../config.js';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
const NAMES = { debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

/** Temporal's log lines in the program's own log. */
export const temporalLogger = (log: Pino, level: Config['logLevel']): Logger =>
  new DefaultLogger(NAMES[level], ({ level: name, message, meta }) => {
    log[LEVELS[name]]({ ...meta, taskToken: undefined }, message);
  });
