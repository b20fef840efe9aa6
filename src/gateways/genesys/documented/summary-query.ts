import { z } from 'zod';
import { toUtc, type Interval } from '../../../domain/interval.js';
import { GenesysShapeError } from '../errors.js';
import type { RowPage } from '../ports.js';
import type { Send } from '../transport.js';

/** The document's, of both queries. */
const PAGE_SIZE = 100;
const INTERVAL = 'PT1H';

/** More of a page than this that can't be read means that the contract is not the one we know. */
const MAX_MALFORMED_SHARE = 0.2;

const page = z.object({
  byGroup: z.array(z.unknown()),
  totalCount: z.int().nonnegative().nullish(),
});

/** Values are sent only where there are any: an empty list would be a filter that nothing passes. */
export const filterGroup = (field: string, op: string, values: readonly (string | number)[] | undefined) =>
  values && values.length > 0 ? [{ filters: [{ field, op, values }] }] : [];

type SummaryQuery<Row> = {
  readonly path: string;
  readonly interval: Interval;
  readonly filterGroups: readonly object[];
  /** What of the body is this query's own. */
  readonly body: object;
  readonly group: z.ZodType<Row>;
  readonly signal?: AbortSignal | undefined;
};

/** One page by the document's offset. It goes on after the rows that came: a page may be shorter than was asked for. */
export async function fetchSummaryPage<Row>(
  send: Send,
  { path, interval, filterGroups, body, group, signal }: SummaryQuery<Row>,
  cursor: string | null,
): Promise<RowPage<Row>> {
  const offset = Number(cursor ?? 0);
  const { byGroup, totalCount } = await send(
    {
      method: 'POST',
      path,
      body: {
        dateFrom: toUtc(interval.from),
        dateTo: toUtc(interval.to),
        interval: INTERVAL,
        ...body,
        ...(filterGroups.length > 0 && { filterGroups }),
        size: PAGE_SIZE,
        offset,
      },
      ...(signal && { signal }),
    },
    page,
  );
  const rows = byGroup
    .map((one) => group.safeParse(one))
    .flatMap(({ data }) => (data === undefined ? [] : [data]));
  const malformed = byGroup.length - rows.length;
  if (malformed > byGroup.length * MAX_MALFORMED_SHARE) {
    const problem = `${malformed} of ${byGroup.length} groups of a page are malformed`;
    throw new GenesysShapeError(problem, { operation: `POST ${path}`, correlationId: null });
  }
  const next = offset + byGroup.length;
  const isLast =
    byGroup.length === 0 || (totalCount != null ? next >= totalCount : byGroup.length < PAGE_SIZE);
  return { rows, malformed, cursor: isLast ? null : String(next), reported: totalCount ?? null };
}
