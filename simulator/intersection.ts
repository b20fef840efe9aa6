/** What all of the lists hold; of no list, nothing. */
export function intersection<T>(lists: readonly (readonly T[])[]): Set<T> {
  const [first = [], ...others] = lists.map((list) => new Set(list));
  return new Set([...first].filter((value) => others.every((other) => other.has(value))));
}
