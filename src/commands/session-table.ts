import type { SessionRates, SessionRow } from '../store/session-lists.js';
import { cutMiddle } from './cut-middle.js';
import { spanText } from './span-text.js';

/** With the other columns, 80. */
const MAX_KEY_WIDTH = 38;
const TITLES = ['SESSION', 'STATE', 'AGE', 'TURNS', 'WAKES UP'];

export type LiveRow = Pick<SessionRow, 'sessionKey' | 'state' | 'startedAt' | 'turns' | 'nextWakeUpAt'>;

/** Live sessions as lines for people, at most 80 columns wide; `--json` has the keys in full. */
export function sessionTable(rows: readonly LiveRow[], now: Date): string[] {
  if (rows.length === 0) return ['no live sessions'];
  const cells = rows.map((row) => cellsOf(row, now));
  const keyWidth = Math.max(...cells.map(([key = '']) => key.length), TITLES[0]?.length ?? 0);
  const line = ([key = '', state = '', age = '', turns = '', wakesUp = '']: readonly string[]) =>
    [key.padEnd(keyWidth), state.padEnd(11), age.padStart(7), turns.padStart(6), wakesUp].join('  ');
  return [line(TITLES), ...cells.map(line)];
}

function cellsOf({ sessionKey, state, startedAt, turns, nextWakeUpAt }: LiveRow, now: Date): string[] {
  const age = spanText(now.getTime() - startedAt.getTime());
  return [cutMiddle(sessionKey, MAX_KEY_WIDTH), state, age, String(turns), wakeUpText(nextWakeUpAt, now)];
}

function wakeUpText(at: Date | null, now: Date): string {
  if (at === null) return '-';
  const inMs = at.getTime() - now.getTime();
  return inMs > 0 ? `in ${spanText(inMs)}` : 'due';
}

/** What became of those that are over, as lines: what nobody told is in no rate, and said. */
export function ratesLines(rates: SessionRates, since: Date): string[] {
  const { finished, resolutionKnown, resolved, containmentKnown, contained } = rates;
  const start = `since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (finished === 0) return [`none that began ${start} is over`];
  return [
    `${finished} that began ${start} ${finished === 1 ? 'is' : 'are'} over:`,
    `  resolution   ${rateText('resolved', { known: resolutionKnown, yes: resolved, finished })}`,
    `  containment  ${rateText('contained', { known: containmentKnown, yes: contained, finished })}`,
  ];
}

type Tally = { readonly known: number; readonly yes: number; readonly finished: number };

function rateText(word: string, { known, yes, finished }: Tally): string {
  if (known === 0) return `unknown for all ${finished}`;
  const rate = `${Math.round((100 * yes) / known)} % ${word} (${yes} of n = ${known})`;
  return known === finished ? rate : `${rate}, unknown for ${finished - known}`;
}
