import type { Conversations } from '../conversations.js';
import { intersection } from '../intersection.js';

/** Indexes of the conversations in [fromIndex, toIndex), or of those of them that every list of ids names, in order. */
export function candidatesOf(
  conversations: Conversations,
  { fromIndex, toIndex, idLists }: { fromIndex: number; toIndex: number; idLists: string[][] },
): Iterable<number> {
  if (idLists.length === 0) return range(fromIndex, toIndex);
  return [...intersection(idLists.map((ids) => ids.map((id) => id.toLowerCase())))]
    .flatMap((id) => conversations.indexOf(id) ?? [])
    .filter((index) => index >= fromIndex && index < toIndex)
    .toSorted((one, other) => one - other);
}

function* range(from: number, to: number): Generator<number> {
  for (let value = from; value < to; value += 1) yield value;
}
