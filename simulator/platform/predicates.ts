import { z } from 'zod';

/** The published `operator`s, of which `matches` is the default. */
const predicateSchema = z.strictObject({
  type: z.literal('dimension').optional(),
  dimension: z.string().min(1),
  operator: z.enum(['matches', 'exists', 'notExists']).default('matches'),
  value: z.string().optional(),
});

const clauseSchema = z.strictObject({
  type: z.enum(['and', 'or']),
  predicates: z.array(predicateSchema).min(1),
});

export const filterSchema = z.strictObject({
  type: z.enum(['and', 'or']),
  predicates: z.array(predicateSchema).min(1).optional(),
  clauses: z.array(clauseSchema).min(1).optional(),
});

export type Predicate = z.output<typeof predicateSchema>;
export type Filter = z.output<typeof filterSchema>;

/** What a thing has of each dimension. A dimension that is not here is none of this bucket. */
export type Dimensions = Readonly<Record<string, readonly string[]>>;

/** A dimension of another bucket is ignored without a word, as Genesys does. */
function holds({ dimension, operator, value }: Predicate, dimensions: Dimensions): boolean {
  const values = dimensions[dimension];
  if (values === undefined) return true;
  if (operator === 'exists') return values.length > 0;
  if (operator === 'notExists') return values.length === 0;
  return values.includes(value?.toLowerCase() ?? '');
}

export function matchesFilter(
  { type, predicates = [], clauses = [] }: Filter,
  dimensions: Dimensions,
): boolean {
  const known = (predicate: Predicate): boolean => dimensions[predicate.dimension] !== undefined;
  const outcomes = [
    ...predicates.filter(known).map((predicate) => holds(predicate, dimensions)),
    ...clauses.map((clause) => matchesFilter(clause, dimensions)),
  ];
  if (outcomes.length === 0) return true;
  return type === 'and' ? outcomes.every(Boolean) : outcomes.some(Boolean);
}
