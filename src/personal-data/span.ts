/** Offsets in UTF-16 units, `start` inside, `end` outside. */
export type Span = { readonly start: number; readonly end: number };

/**
 * Looks for one kind. Its time is linear in the length of the text, whatever the text: every repetition in a pattern is bounded,
 * and no start is tried twice. It never takes a covered character into a span.
 */
export type Detector = (text: string) => readonly Span[];

/** Spans of the matches that a check accepts. A pattern with a group named `value` tells only that group, which must come last. */
export function findMatches(
  text: string,
  pattern: RegExp,
  accepts: (value: string, start: number) => boolean = () => true,
): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = match.groups?.value ?? match[0];
    const end = match.index + match[0].length;
    if (accepts(value, end - value.length)) spans.push({ start: end - value.length, end });
  }
  return spans;
}
