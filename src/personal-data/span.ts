/** Offsets in UTF-16 units, `start` inside, `end` outside. */
export type Span = { readonly start: number; readonly end: number };

/** A span with what it says and what the pattern matched before it. */
export type Match = Span & { readonly value: string; readonly before: string };

/**
 * Looks for one kind. Its time is linear in the length of the text, whatever the text: what a pattern repeats is bounded, or can't
 * begin another match. It never takes a covered character into a span.
 */
export type Detector = (text: string) => readonly Span[];

/**
 * Spans of the matches of a global pattern that a check accepts. A pattern with a group named `value` tells only that group,
 * which must come last.
 */
export function findMatches(text: string, pattern: RegExp, accepts?: (match: Match) => boolean): Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [whole] = found;
    const value = found.groups?.value ?? whole;
    const end = found.index + whole.length;
    const start = end - value.length;
    const before = whole.slice(0, whole.length - value.length);
    if (!accepts || accepts({ value, before, start, end })) spans.push({ start, end });
  }
  return spans;
}
