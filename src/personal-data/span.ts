/** Offsets in UTF-16 units, `start` inside, `end` outside. */
export type Span = { readonly start: number; readonly end: number };

/**
 * Looks for one kind. Its time is linear in the length of the text, whatever the text: every repetition in a pattern is bounded,
 * and no start is tried twice. It never takes a covered character into a span.
 */
export type Detector = (text: string) => readonly Span[];

/**
 * Spans of the matches of a global pattern that a check accepts. A pattern with a group named `value` tells only that group,
 * which must come last.
 */
export function findMatches(
  text: string,
  pattern: RegExp,
  accepts?: (value: string, start: number) => boolean,
): Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const value = match.groups?.value ?? match[0];
    const end = match.index + match[0].length;
    const start = end - value.length;
    if (!accepts || accepts(value, start)) spans.push({ start, end });
  }
  return spans;
}
