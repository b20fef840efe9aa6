import type { Finding } from '../domain/personal-data.js';
import type { Span } from './span.js';

/** Stands for a whole mask. No detector knows it. */
const COVER = '\0';

/** The text with each of the spans, sorted and apart from each other, as one character: a mask is as good as any other. */
export function coverSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    pieces.push(text.slice(from, start), COVER);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Where findings in a covered text, sorted and apart from each other, stand in the text itself. */
export function uncoverFindings(found: readonly Finding[], covered: readonly Span[]): Finding[] {
  let next = 0;
  let hidden = 0;
  const original = (offset: number): number => {
    for (let span = covered[next]; span && span.start - hidden < offset; span = covered[next]) {
      hidden += span.end - span.start - 1;
      next += 1;
    }
    return offset + hidden;
  };
  return found.map(({ kind, start, end }) => ({ kind, start: original(start), end: original(end) }));
}
