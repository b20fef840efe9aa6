const MAX_DEPTH = 3;

/** A text with all that it holds in base64, also in base64 in base64. */
export function searchable(text: string, depth = MAX_DEPTH): string {
  if (depth === 0) return text;
  const decoded = [...text.matchAll(/[\w+/-]{16,}={0,2}/g)].map(([encoded]) =>
    searchable(Buffer.from(encoded, 'base64').toString('utf8'), depth - 1),
  );
  return [text, ...decoded].join('\n');
}

/** As a text may stand in a form, in JSON, in JSON in JSON, or in a URL. */
const spellings = (text: string): string[] => {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    text,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(text),
    new URLSearchParams({ text }).toString().slice(5),
  ];
};

/** Those of the texts that stand in a place, in any spelling, whatever the case of their letters. */
export function found(place: string, texts: readonly string[]): string[] {
  const all = searchable(place).toLowerCase();
  return texts.filter((text) => spellings(text).some((spelling) => all.includes(spelling.toLowerCase())));
}
