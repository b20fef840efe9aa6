/** Whose conversations they are. */
export type Organisation = { readonly id: string; readonly name: string };

/** What tells that a store or a namespace is somebody else's: two organisations in one would be added up. */
export const strangerProblem = (
  place: keyof typeof NAMED_BY,
  found: Organisation,
  bound: Organisation,
): string =>
  `leads to ${nameOf(found)}, and this ${place} belongs to ${nameOf(bound)}; give each organisation a ${place} of its own (${NAMED_BY[place]})`;

const NAMED_BY = { store: 'DATABASE_URL or DATA_DIR', namespace: 'TEMPORAL_NAMESPACE' } as const;

const nameOf = ({ id, name }: Organisation): string => (name === id ? `"${id}"` : `"${name}" (${id})`);
