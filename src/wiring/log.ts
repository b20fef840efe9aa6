import { pino, type Logger } from 'pino';
import pinoPretty from 'pino-pretty';
import type { Config } from '../config.js';

export type Log = Logger;

/** JSON lines on stderr, or readable ones on a terminal. Nothing personal is ever handed to it: there is nothing to redact. */
export const createLog = (level: Config['logLevel']): Log =>
  process.stderr.isTTY
    ? pino({ level }, pinoPretty({ destination: 2, ignore: 'pid,hostname' }))
    : pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
