import { isDeepStrictEqual } from 'node:util';
import type { Evidence } from './evidence.js';

const COLLECTIONS = ['rows', 'effects', 'audit'] as const;
const SINGLES = ['status', 'result', 'storedStatus', 'storedResult'] as const;

/** Sentences about what a disturbed run left otherwise than the undisturbed one; none when nothing is different. */
export function differencesOf(undisturbed: Evidence, disturbed: Evidence): string[] {
  return [
    ...SINGLES.filter((name) => !isDeepStrictEqual(undisturbed[name], disturbed[name])).map(
      (name) => `${name}: ${differentFields(undisturbed[name], disturbed[name])}`,
    ),
    ...COLLECTIONS.flatMap((name) => mapDifferences(name, undisturbed[name], disturbed[name])),
    ...disturbed.auditFindings.map((finding) => `audit verify: ${finding}`),
    ...(disturbed.unconfirmed > 0 ? [`${disturbed.unconfirmed} deliveries are unconfirmed`] : []),
  ];
}

type Entries = ReadonlyMap<string, unknown>;

function mapDifferences(name: string, expected: Entries, found: Entries): string[] {
  const keysOf = (map: Entries, isMeant: (key: string) => boolean) => [...map.keys()].filter(isMeant);
  const groups = {
    missing: keysOf(expected, (key) => !found.has(key)),
    unexpected: keysOf(found, (key) => !expected.has(key)),
    different: keysOf(
      found,
      (key) => expected.has(key) && !isDeepStrictEqual(expected.get(key), found.get(key)),
    ),
  };
  return Object.entries(groups)
    .filter(([, keys]) => keys.length > 0)
    .map(([what, keys]) => {
      const [first = ''] = keys;
      const fields =
        what === 'different' ? `: ${differentFields(expected.get(first), found.get(first))}` : '';
      return `${name}: ${keys.length} ${what}, the first ${first}${fields}`;
    });
}

/** The fields at the top that differ, with both values; the whole of what is no object. */
function differentFields(expected: unknown, found: unknown): string {
  const [before, after] = [fieldsOf(expected), fieldsOf(found)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map(
      (field) =>
        `${field && `${field} `}${JSON.stringify(before[field])} became ${JSON.stringify(after[field])}`,
    )
    .join(', ');
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : { '': value };
