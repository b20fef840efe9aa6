import { findPersonalData } from '../../src/personal-data/index.js';

/** What was found, as `kind: text`, so that a test reads like the text. */
export const found = (text: string): string[] =>
  findPersonalData(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
