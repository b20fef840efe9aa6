import type { FieldProblem } from './genesys-error.js';

export type WhereClause = { field: 'interaction.id' | 'language'; values: string[] };

const CLAUSE = /^(interaction\.id|language)\s+IN\s+\[\s*('[^']*'(?:\s*,\s*'[^']*')*)\s*\]$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function problem(fieldName: string, message: string): FieldProblem {
  return { errorCode: 'invalid.value', fieldName, message };
}

/**
 * Reads `interaction.id IN ['…', …]` or `language IN ['…', …]`. An empty entry is refused: sending one when there is
 * nothing to filter by is a mistake that a forgiving server would hide.
 */
export function parseWhereClause(entry: unknown, fieldName: string): WhereClause | FieldProblem {
  if (typeof entry !== 'string' || entry.trim() === '') {
    return problem(fieldName, `${fieldName} is empty. Leave where out when there is nothing to filter by.`);
  }
  const match = CLAUSE.exec(entry);
  const [, field, list] = match ?? [];
  if ((field !== 'interaction.id' && field !== 'language') || list === undefined) {
    return problem(fieldName, `${fieldName} must read interaction.id IN ['…'] or language IN ['…'].`);
  }
  const values = Array.from(list.matchAll(/'([^']*)'/g), ([, value = '']) => value);
  if (field === 'interaction.id' && !values.every((value) => UUID.test(value))) {
    return problem(fieldName, `${fieldName} holds an interaction id that is not a UUID.`);
  }
  if (values.includes('')) return problem(fieldName, `${fieldName} holds an empty value.`);
  return { field, values };
}
