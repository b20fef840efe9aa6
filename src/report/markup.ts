/** Text that is HTML already. Only `html`, the style of the page and the drawings make it, so that whatever else is put into a page is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = string | number | Markup | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * The one way from any text into the page, in elements and in quoted attributes alike. Control characters, and those that turn the
 * direction of what follows, would make a page say something else than it holds: they become a visible box.
 */
export const escapeText = (text: string): string =>
  withoutControls(text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? ''));

export const withoutControls = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd');

/** Markup with whatever stands in it escaped, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.reduce((page, part, index) => page + textOf(contents[index - 1] ?? '') + part));
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(({ text }) => text).join('');
  return escapeText(String(content));
}
