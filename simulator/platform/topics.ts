import { z } from 'zod';
import { parseFields } from '../parse-fields.js';
import { createSeededIds } from '../seeded-ids.js';
import { TOPICS, type Topic } from '../speech/spoken.js';

const ids = createSeededIds(0x7091c5);

/** The same in each organisation. */
export const topicIdOf = (topic: Topic): string => ids.idOf(TOPICS.indexOf(topic));

export type TopicEntity = { id: string; name: string; published: boolean };
export type TopicsAnswer = { entities: TopicEntity[]; pageSize: number; nextUri?: string };

const ADDRESS = '/api/v2/speechandtextanalytics/topics';
const DEFAULT_PAGE_SIZE = 20;
const querySchema = z.strictObject({
  pageSize: z.coerce.number().pipe(z.int().min(1).max(500)).default(DEFAULT_PAGE_SIZE),
  nextPage: z.string().regex(/^\d+$/).transform(Number).default(0),
});

/** The key of the next page stands in `nextUri`, which is relative. Throws GenesysError 400 for a wrong parameter. */
export function topicsAnswerOf(query: unknown): TopicsAnswer {
  const { pageSize, nextPage } = parseFields(querySchema, query);
  const end = nextPage + pageSize;
  const entities = TOPICS.slice(nextPage, end).map((name) => ({
    id: topicIdOf(name),
    name,
    published: true,
  }));
  const nextUri = `${ADDRESS}?pageSize=${String(pageSize)}&nextPage=${String(end)}`;
  return { entities, pageSize, ...(end < TOPICS.length && { nextUri }) };
}
