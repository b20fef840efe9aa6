/** What every object of JavaScript answers to: a text of this name would find something in a cache that is a plain object. */
const INHERITED = new RegExp(Object.getOwnPropertyNames(Object.prototype).join('|'), 'g');

/** Has no width, and allows no break. */
const WORD_JOINER = '\u2060';

/**
 * The same value with no such name in any of its texts. zrender 6.1.0 keeps the widths of texts in a plain object
 * (lib/core/LRU.js): a topic called `__proto__` would give all objects of the program two more properties, and one called
 * `constructor` would have no width. It also measures the beginnings of texts, so a name is parted wherever it stands.
 */
export function withoutInheritedNames<T>(value: T): T {
  if (typeof value === 'string') return value.replace(INHERITED, parted) as T;
  if (Array.isArray(value)) return value.map(withoutInheritedNames) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutInheritedNames(inner as unknown)]),
  ) as T;
}

const parted = (name: string): string => name.slice(0, 1) + WORD_JOINER + name.slice(1);
