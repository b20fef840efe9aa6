/** A page without its texts: its tags with the names of their attributes, and what stands outside of them. */
export function structureOf(page: string): { tags: string[]; texts: string } {
  const tags: string[] = [];
  const texts = page.replace(/<[!/]?[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*>/g, (tag) => {
    tags.push(tag.replace(/"[^"]*"/g, '""'));
    return '';
  });
  return { tags, texts };
}

/** The part of a page that is not drawn. */
export const withoutDrawings = (page: string): string => page.replace(/<svg[^]*?<\/svg>/g, '');

/** Nothing of a model is in the style, and its selectors look like tags. */
export const withoutStyle = (page: string): string => page.replace(/<style>[^]*?<\/style>/, '');

/** What somebody reads: texts in their order, as they were before they were escaped. */
export const readText = (page: string): string =>
  structureOf(withoutStyle(withoutDrawings(page)))
    .texts.replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
