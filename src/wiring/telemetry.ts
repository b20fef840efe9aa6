import { DefaultLogger, type Logger, type TelemetryOptions } from '@temporalio/worker';
import type { Logger as Pino } from 'pino';
import type { Config } from '../config.js';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
const NAMES = { debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

/** Temporal's log lines in the program's own log. */
export const temporalLogger = (log: Pino, level: Config['logLevel']): Logger =>
  new DefaultLogger(NAMES[level], ({ level: name, message, meta }) => {
    log[LEVELS[name]]({ ...meta, taskToken: undefined }, message);
  });

/** Temporal's own metrics for Prometheus where a port is set, and its core's warnings in the same log as everything else. */
export const telemetry = ({ metricsPort }: Pick<Config, 'metricsPort'>): TelemetryOptions => ({
  logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
  ...(metricsPort !== null && {
    metrics: {
      prometheus: {
        bindAddress: `0.0.0.0:${metricsPort}`,
        countersTotalSuffix: true,
        unitSuffix: true,
        useSecondsForDurations: true,
      },
    },
  }),
});
