const FULL_WIDTH_TO_ASCII = 0xfee0;
const FOLDED = /[\t\u00a0\u2007\u2010-\u2015\u2018\u2019\u201c-\u201e\u202f\u2212\u3000\uff01-\uff5e]/;

/**
 * The same text, unit for unit, as the detectors read it: full-width letters and digits (Japanese keyboards) as ASCII, every
 * dash as a hyphen, every space within a line as a plain one, typographic quotation marks and apostrophes as straight ones.
 */
export function readableText(text: string): string {
  if (!FOLDED.test(text)) return text;
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = folded(text.charCodeAt(at));
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units);
}

function folded(unit: number): number {
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - FULL_WIDTH_TO_ASCII;
  if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212) return 0x2d;
  if (unit === 0x2018 || unit === 0x2019) return 0x27;
  if (unit >= 0x201c && unit <= 0x201e) return 0x22;
  if (unit === 0xa0 || unit === 0x2007 || unit === 0x202f || unit === 0x3000 || unit === 0x09) return 0x20;
  return unit;
}
