/** Offsets in UTF-16 units, `start` inside, `end` outside. */
export type Span = { readonly start: number; readonly end: number };

/** A span with what it says and what the pattern matched before it. */
export type Match = Span & { readonly value: string; readonly before: string };

/**
 * Looks for one kind, and no further than it is asked. Its time is linear in the length of the text, whatever the text: what a
 * pattern repeats is bounded, or can't begin another match. It never takes a covered character into a span.
 */
export type Detector = (text: string) => Iterable<Span>;

/**
 * The matches of a global pattern that a check accepts. A pattern with a group named `value` tells only that group, which must
 * come last.
 */
export function* findMatches(
  text: string,
  pattern: RegExp,
  accepts?: (match: Match) => boolean,
): Generator<Match> {
  let from = 0;
  for (;;) {
    // The pattern is shared: somebody else may have used it since.
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (!found) return;
    from = pattern.lastIndex;
    const [whole] = found;
    const value = found.groups?.value ?? whole;
    const end = found.index + whole.length;
    const before = value === whole ? '' : whole.slice(0, -value.length);
    const match = { value, before, start: end - value.length, end };
    if (!accepts || accepts(match)) yield match;
  }
}

/** Offsets of the matches of a global pattern that takes one character. Makes no objects, where a text may be full of them. */
export function* findBeginnings(text: string, pattern: RegExp): Generator<number> {
  let from = 0;
  for (;;) {
    pattern.lastIndex = from;
    if (!pattern.test(text)) return;
    from = pattern.lastIndex;
    yield from - 1;
  }
}
