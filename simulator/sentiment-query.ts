import { GenesysError, invalidFields, type FieldProblem } from './genesys-error.js';
import { languageIndexesOf } from './languages.js';
import { parseUtcInstant } from './utc-instant.js';
import { parseWhereClause, type WhereClause } from './where-clause.js';

export const SELECTABLE = ['sentiment.score', 'sentiment.polarity', 'interaction.id', 'date'] as const;
export type Selectable = (typeof SELECTABLE)[number];

export type SentimentQuery = {
  fromMs: number;
  toMs: number;
  size: number;
  select: Selectable[];
  /** Every clause must hold. */
  where: WhereClause[];
  nextPageToken: string | null;
};

type Body = Partial<Record<string, unknown>>;
type Refuse = (fieldName: string, message: string, errorCode?: string) => void;

const FIELDS = ['dateFrom', 'dateTo', 'size', 'select', 'where', 'nextPageToken'];
const MAX_INTERVAL_DAYS = 31;
const MAX_SIZE = 250;
const DAY_MS = 86_400_000;

function isSelectable(value: unknown): value is Selectable {
  return SELECTABLE.some((known) => known === value);
}

function readInterval(body: Body, refuse: Refuse): { fromMs: number; toMs: number } {
  const fromMs = parseUtcInstant(body['dateFrom']);
  const toMs = parseUtcInstant(body['dateTo']);
  if (fromMs === null) refuse('dateFrom', 'dateFrom must be an ISO date in UTC.', 'invalid.date');
  if (toMs === null) refuse('dateTo', 'dateTo must be an ISO date in UTC.', 'invalid.date');
  if (fromMs === null || toMs === null) return { fromMs: 0, toMs: 0 };
  if (fromMs >= toMs) refuse('dateTo', 'dateTo must be after dateFrom.', 'invalid.date');
  if (toMs - fromMs > MAX_INTERVAL_DAYS * DAY_MS) {
    refuse('dateTo', `The interval must not exceed ${String(MAX_INTERVAL_DAYS)} days.`, 'invalid.date');
  }
  return { fromMs, toMs };
}

function readSize(body: Body, refuse: Refuse): number {
  const size = body['size'];
  if (typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= MAX_SIZE) return size;
  refuse('size', `size must be a whole number from 1 to ${String(MAX_SIZE)}.`);
  return MAX_SIZE;
}

function readSelect(body: Body, refuse: Refuse): Selectable[] {
  const select = body['select'];
  if (Array.isArray(select) && select.length > 0 && select.every(isSelectable)) return select;
  refuse('select', `select must name some of: ${SELECTABLE.join(', ')}.`);
  return [];
}

function readWhere(body: Body, problems: FieldProblem[], refuse: Refuse): WhereClause[] {
  const where = body['where'];
  if (where === undefined) return [];
  if (!Array.isArray(where) || where.length === 0) {
    refuse('where', 'where must hold at least one clause. Leave it out when there is nothing to filter by.');
    return [];
  }
  const parsed = where.map((entry, position) => parseWhereClause(entry, `where[${String(position)}]`));
  problems.push(...parsed.filter((outcome) => 'errorCode' in outcome));
  return parsed.filter((outcome) => 'values' in outcome);
}

function requireModels(where: WhereClause[]): void {
  const tags = where.flatMap(({ field, values }) => (field === 'language' ? values : []));
  const missing = tags.filter((tag) => languageIndexesOf(tag).length === 0);
  if (missing.length === 0) return;
  const code = 'sentiment.model.unavailable';
  const message = `No sentiment model is available for: ${missing.join(', ')}.`;
  throw new GenesysError({
    status: 412,
    code,
    message,
    problems: [{ errorCode: code, fieldName: 'where', message }],
  });
}

/** Throws GenesysError 400 that lists every wrong field, or 412 for a language without a model. */
export function parseSentimentQuery(body: unknown): SentimentQuery {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new GenesysError({ status: 400, code: 'bad.request', message: 'The body must be a JSON object.' });
  }
  const fields: Body = { ...body };
  const problems: FieldProblem[] = [];
  const refuse: Refuse = (fieldName, message, errorCode = 'invalid.value') => {
    problems.push({ errorCode, fieldName, message });
  };

  for (const name of Object.keys(fields)) {
    if (!FIELDS.includes(name)) refuse(name, `${name} is not a field of this query.`);
  }
  const interval = readInterval(fields, refuse);
  const size = readSize(fields, refuse);
  const select = readSelect(fields, refuse);
  const where = readWhere(fields, problems, refuse);
  const { nextPageToken = null } = fields;
  if ('nextPageToken' in fields && typeof nextPageToken !== 'string') {
    refuse('nextPageToken', 'nextPageToken must be a string.');
  }

  const [first, ...others] = problems;
  if (first) throw invalidFields(first, ...others);
  requireModels(where);
  return {
    ...interval,
    size,
    select,
    where,
    nextPageToken: typeof nextPageToken === 'string' ? nextPageToken : null,
  };
}
