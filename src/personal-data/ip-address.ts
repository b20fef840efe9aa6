import { cuedBefore } from './cued.js';
import { findMatches, type Detector } from './span.js';

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`(?<![\\w.-])(?:${BYTE}\\.){3}${BYTE}(?![\\w-]|\\.\\d)`, 'g');
/** Four numbers with dots are a version more often than not where one is spoken of. */
const VERSION =
  /(?:version|versión|versão|versione|versie|バージョン|release|build|firmware|update|\bv|\bver)\.?[ :]*$/i;

/** Hexadecimal groups and colons, longer than a time of day. */
const COLONS = /(?<![\w:.])[0-9a-f]{0,4}:[0-9a-f:]{2,40}(?![\w:])/gi;

export const findIpAddresses: Detector = (text) => [
  ...findMatches(text, IPV4, ({ start }) => !cuedBefore(text, start, VERSION)),
  ...findMatches(text, COLONS, ({ value }) => isIpv6(value)),
];

/** Eight groups, or fewer with one `::`. A digit is asked for, because `de::facade` may be a name in a program. */
function isIpv6(value: string): boolean {
  const halves = value.split('::');
  if (halves.length > 2 || !/\d/.test(value)) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length >= 2 && groups.length <= 7 : groups.length === 8;
}
