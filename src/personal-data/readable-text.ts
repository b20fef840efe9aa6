const FULL_WIDTH_TO_ASCII = 0xfee0;
const FOLDED = /[\u00a0\u2010-\u2015\u2007\u202f\u2212\u3000\uff01-\uff5e\t]/;

/**
 * The same text, unit for unit, as the detectors read it: full-width letters and digits (Japanese keyboards) as ASCII, every
 * dash as a hyphen, every space within a line as a plain one.
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
  if (unit === 0xa0 || unit === 0x2007 || unit === 0x202f || unit === 0x3000 || unit === 0x09) return 0x20;
  return unit;
}
