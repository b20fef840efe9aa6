import type { Finding } from '../domain/personal-data.js';
import { MASKS } from './masks.js';

/** The text with each finding, as `findPersonalData` gives them, under a mask that tells its kind. Masking again changes nothing. */
export function maskPersonalData(text: string, findings: readonly Finding[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { kind, start, end } of findings) {
    pieces.push(text.slice(from, start), MASKS[kind]);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
