import { cuedBefore } from './cued.js';
import { findMatches, type Detector } from './span.js';

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`(?<![\\w.-])(?:${BYTE}\\.){3}${BYTE}(?![\\w-]|\\.\\d)`, 'g');
/** Four numbers with dots are a version more often than not where one is spoken of. */
const VERSION =
  /(?:version|versión|versão|versione|versie|バージョン|release|build|firmware|update|\bv|\bver)\.?[ :]*$/i;

/** From the first colon on: longer than a time of day. The group before it is looked for backwards. */
const COLONS = /(?<!:[0-9a-f]{0,4}):[0-9a-f:]{2,40}(?![\w:])/gi;
const FIRST_GROUP = /(?<![\w:.])[0-9a-f]{0,4}$/i;
const MAX_GROUP = 4;

/** Eight groups, or fewer with one `::`. A digit is asked for, because `de::facade` may be a name in a program. */
const IPV6 =
  /^(?=.*\d)(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?=[0-9a-f:]*::)(?!.*::.*::|.*:::|::?[0-9a-f]*$|[0-9a-f]*::?$)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})$/i;

export const findIpAddresses: Detector = function* (text) {
  yield* findMatches(text, IPV4, ({ start }) => !cuedBefore(text, start, VERSION));
  for (const { value, start, end } of findMatches(text, COLONS)) {
    const group = FIRST_GROUP.exec(text.slice(Math.max(0, start - MAX_GROUP - 1), start))?.[0];
    if (group !== undefined && IPV6.test(group + value)) yield { start: start - group.length, end };
  }
};
