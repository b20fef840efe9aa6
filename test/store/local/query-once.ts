import pg from 'pg';
import type { LocalConnection } from '../../../src/store/local/local-database.js';

type Row = Record<string, unknown>;

/** One query over a connection of its own. */
export const queryOnce = async (
  connection: LocalConnection,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
};
