import type { Connection } from '@temporalio/client';

/** The wire numbers of Temporal's `IndexedValueType`. */
const wireType = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 };

export type SearchAttributeType = keyof typeof wireType;

const namespace = 'default';

/**
 * Adds what is missing. The server's own flag for this counts only while it makes a new database file, so that an
 * attribute which a later version of the project brings would never arrive.
 */
export async function registerSearchAttributes(
  connection: Connection,
  wanted: Readonly<Record<string, SearchAttributeType>>,
): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(wanted).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return;
  const searchAttributes: Record<string, number> = Object.fromEntries(
    missing.map(([name, type]) => [name, wireType[type]]),
  );
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}
