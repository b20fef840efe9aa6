import { inspect } from 'node:util';

/** Everything that a log, a history or a terminal could show of an error. */
export const facesOf = (error: unknown): string =>
  [
    String(error),
    error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : '',
    JSON.stringify(error),
    JSON.stringify(error, error instanceof Error ? Object.getOwnPropertyNames(error) : []),
    inspect(error, { depth: null, showHidden: true, getters: true }),
    error instanceof Error && error.cause !== undefined ? facesOf(error.cause) : '',
  ].join('\n');
