import { z } from 'zod';
import { InvalidInputError } from '../../../domain/invalid-input.js';
import type { Send } from '../transport.js';
import type { ReadingStep } from './reading-step.js';
import { sameOriginPath } from './same-origin-path.js';

const PATH = '/api/v2/speechandtextanalytics/topics';
/** The most that a page may have (purecloud-platform-client-v2 262, read 2026-11-20). */
const PAGE_SIZE = '500';

const answer = z.object({
  entities: z.array(z.object({ id: z.string().nullish(), name: z.string().nullish() })).nullish(),
  nextUri: z.string().nullish(),
});

type TopicStep = Extract<ReadingStep, { of: 'topics' }>;

/**
 * One request: ids of topics by their names, or where to go on looking.
 * @throws {InvalidInputError} naming the topics that the organisation has not
 */
export async function readTopics(
  send: Send,
  { wanted, step }: { readonly wanted: readonly string[]; readonly step: TopicStep },
  signal?: AbortSignal,
): Promise<{ ids: readonly string[] } | { next: TopicStep }> {
  const query = { pageSize: PAGE_SIZE, ...(step.next !== null && { nextPage: step.next }) };
  const page = await send({ method: 'GET', path: PATH, query, ...(signal && { signal }) }, answer);
  const found = (page.entities ?? []).flatMap(({ id, name }): [string, string][] =>
    id && name && wanted.includes(name) ? [[name, id]] : [],
  );
  const named = [...step.ids, ...found];
  const names = new Set(named.map(([name]) => name));
  const missing = wanted.filter((name) => !names.has(name));
  if (missing.length === 0) return { ids: named.map(([, id]) => id) };
  const next = page.nextUri ? sameOriginPath(page.nextUri).searchParams.get('nextPage') : null;
  if (next !== null) return { next: { of: 'topics', next, ids: named } };
  throw new InvalidInputError([
    {
      field: 'topics',
      problem: `the organisation has no topic of the name ${missing.map((name) => `"${name}"`).join(', ')}`,
    },
  ]);
}
