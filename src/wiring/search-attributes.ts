import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../domain/names.js';
import { UnreachableError } from './unreachable-error.js';

/** `temporal.api.enums.v1.IndexedValueType`; the package that names its values can't be imported by an ES module. */
const KEYWORD = 2;

type Where = { readonly connection: Pick<Connection, 'operatorService'>; readonly namespace: string };

/** Which of our search attributes the namespace does not know. Without them a workflow's task would fail for ever. */
export async function missingSearchAttributes({ connection, namespace }: Where): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.values(SEARCH_ATTRIBUTES).filter((name) => !(name in customAttributes));
}

/** May be repeated: what is there already is not asked for. */
export async function registerSearchAttributes(where: Where, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await where.connection.operatorService.addSearchAttributes({
    namespace: where.namespace,
    searchAttributes: Object.fromEntries(names.map((name) => [name, KEYWORD])),
  });
}

/** The server's complaint about a search attribute that it does not know, with the remedy; any other error as it is. */
export function explainSearchAttributes(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const said = `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`;
  return /search attribute/i.test(said)
    ? new UnreachableError('the namespace does not know our search attributes; run `npm run client -- setup`')
    : error;
}
