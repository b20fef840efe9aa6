import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptInsightsInput } from '../../src/contracts/sync-insights.js';
import { InvalidInputError, type InputProblem } from '../../src/domain/invalid-input.js';

const NOW = '2026-11-20T12:00:00Z';
const ID = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const OTHER_ID = '9c0d1e2f-3a4b-4c6d-8e9f-0a1b2c3d4e5f';
const DAY = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };
const NAMED = { conversationIds: [ID] };

function problemsOf(input: unknown): readonly InputProblem[] {
  try {
    acceptInsightsInput(input, NOW);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

type BadInput = { name: string; input: unknown; field: string; says: RegExp };

const which: BadInput[] = [
  { name: 'neither conversations nor a span', input: {}, field: 'from', says: /required \(or a window/ },
  { name: 'no end of a span', input: { from: DAY.from }, field: 'to', says: /required \(or a window/ },
  ...[{ window: 'yesterday' }, { from: DAY.from }, { to: DAY.to }, { timeZone: 'Europe/Berlin' }].map(
    (span): BadInput => ({
      name: `conversations and a ${Object.keys(span).join()}`,
      input: { ...NAMED, ...span },
      field: Object.keys(span).join(),
      says: /either conversationIds, or a span/,
    }),
  ),
  {
    name: 'a window and a start',
    input: { window: 'yesterday', from: DAY.from },
    field: 'from',
    says: /either a window/,
  },
  {
    name: 'an unknown window',
    input: { window: 'today' },
    field: 'window',
    says: /must be one of yesterday/,
  },
  {
    name: 'an unknown zone',
    input: { window: 'yesterday', timeZone: 'x' },
    field: 'timeZone',
    says: /such as Europe\/Berlin/,
  },
  {
    name: 'a zone without a window',
    input: { ...DAY, timeZone: 'UTC' },
    field: 'timeZone',
    says: /belongs to a window/,
  },
  {
    name: 'a span that ends before it begins',
    input: { from: DAY.to, to: DAY.from },
    field: 'to',
    says: /after from/,
  },
  { name: 'a span of no length', input: { from: DAY.to, to: DAY.to }, field: 'to', says: /after from/ },
  {
    name: 'a span into the future',
    input: { ...DAY, to: '2026-11-20T12:00:00.001Z' },
    field: 'to',
    says: /future \(now is/,
  },
  {
    name: 'a span of another age',
    input: { ...DAY, from: '2006-01-01T00:00:00Z' },
    field: 'from',
    says: /start at 20/,
  },
  {
    name: 'a date without an offset',
    input: { ...DAY, from: '2026-11-19T00:00:00' },
    field: 'from',
    says: /with an offset, such as/,
  },
  {
    name: 'no conversations',
    input: { conversationIds: [] },
    field: 'conversationIds',
    says: /leave the field out/,
  },
  {
    name: 'conversations as text',
    input: { conversationIds: ID },
    field: 'conversationIds',
    says: /must be an array/,
  },
  {
    name: 'conversations as null',
    input: { conversationIds: null },
    field: 'conversationIds',
    says: /must be an array/,
  },
  {
    name: 'too many conversations',
    input: { conversationIds: Array(1001).fill(ID) },
    field: 'conversationIds',
    says: /at most 1000 items/,
  },
  {
    name: 'an id that is no UUID',
    input: { conversationIds: [ID, '../users'] },
    field: 'conversationIds.1',
    says: /must be a UUID/,
  },
  {
    name: 'an id as a number',
    input: { conversationIds: [7] },
    field: 'conversationIds.0',
    says: /must be a UUID/,
  },
];

const choices: BadInput[] = [
  ['insightTypes.0', { insightTypes: ['mood'] }, /must be one of keyword, summary, sentiment, topic/],
  ['insightTypes', { insightTypes: [] }, /leave the field out/],
  ['insightTypes', { insightTypes: 'summary' }, /must be an array/],
  ['insightTypes', { insightTypes: Array(5).fill('topic') }, /at most 4 items/],
  ['sortBy', { sortBy: 'createdAt' }, /must be one of relevance, confidence, createdDate/],
  ['sortOrder', { sortOrder: 'up' }, /must be one of asc, desc/],
  ['ageFrom', { ageFrom: 'start' }, /must be one of now, conversationEnd/],
  ['onPersonalData', { onPersonalData: 'ignore' }, /must be one of quarantine, redact, block/],
  ['onPersonalData', { onPersonalData: null }, /must be one of quarantine, redact, block/],
  ['minConfidence', { minConfidence: 0.5 }, /is not a known field/],
].map(([field, said, says]): BadInput => ({
  name: JSON.stringify(said),
  input: { ...NAMED, ...(said as object) },
  field: field as string,
  says: says as RegExp,
}));

const numbers: BadInput[] = [
  {
    field: 'confidenceThreshold',
    bad: [-0.01, 1.01, 75, '0.75', null, Number.NaN],
    says: /number from 0 to 1$/,
  },
  { field: 'pageSize', bad: [0, 201, 1.5, '100', null], says: /whole number from 1 to 200$/ },
  {
    field: 'maxInsights',
    bad: [0, -1, 1.5, 1_000_001, '7', null, Infinity],
    says: /whole number from 1 to 1000000$/,
  },
  { field: 'maxAgeHours', bad: [-1, 87_601, '24', null, Number.NaN], says: /number from 0 to 87600$/ },
  { field: 'concurrency', bad: [0, 65, 1.5, '16', null], says: /whole number from 1 to 64$/ },
  { field: 'pageCap', bad: [0, 100_001, 2.5, null, Infinity], says: /whole number from 1 to 100000$/ },
].flatMap(({ field, bad, says }) =>
  bad.map((value) => ({
    name: `${field} ${String(value)}`,
    input: { ...NAMED, [field]: value },
    field,
    says,
  })),
);

const wholes: BadInput[] = [null, undefined, 'yesterday', 7, [], [NAMED]].map((input) => ({
  name: `not an object: ${JSON.stringify(input) ?? 'undefined'}`,
  input,
  field: 'input',
  says: /must be a JSON object/,
}));

describe('acceptInsightsInput', () => {
  it.each([...which, ...choices, ...numbers, ...wholes])(
    'refuses $name and names $field',
    ({ input, field, says }) => {
      expect(problemsOf(input)).toContainEqual({ field, problem: expect.stringMatching(says) as string });
    },
  );

  it('says every problem at once, each field once', () => {
    const problems = problemsOf({
      ...{
        conversationIds: ['x', ID, 'y'],
        confidenceThreshold: 2,
        pageSize: 0,
        bogus: 1,
      },
      ...{ insightTypes: [], maxInsights: 0, sortBy: 'x', sortOrder: 'x', maxAgeHours: -1, ageFrom: 'x' },
      ...{ onPersonalData: 'x', concurrency: 0, pageCap: 0 },
    });
    expect(problems.map(({ field }) => field).sort()).toEqual([
      ...['ageFrom', 'bogus', 'concurrency', 'confidenceThreshold', 'conversationIds.0', 'conversationIds.2'],
      ...['insightTypes', 'maxAgeHours', 'maxInsights', 'onPersonalData', 'pageCap', 'pageSize', 'sortBy'],
      'sortOrder',
    ]);
  });

  it('fills in the document’s defaults', () => {
    expect(acceptInsightsInput(NAMED, NOW)).toStrictEqual({
      ...{ interval: null, conversationIds: [ID] },
      insightTypes: ['keyword', 'sentiment', 'summary', 'topic'],
      ...{
        confidenceThreshold: 0.75,
        pageSize: 200,
        sortBy: 'relevance',
        sortOrder: 'desc',
        maxAgeHours: 24,
      },
      ...{ ageFrom: 'now', onPersonalData: 'quarantine', concurrency: 32, pageCap: 1000 },
    });
  });

  it('keeps what was said, to the last digit', () => {
    const said = {
      ...{ confidenceThreshold: 0.123456789, pageSize: 1, maxInsights: 1_000_000, sortBy: 'createdDate' },
      ...{ sortOrder: 'asc', maxAgeHours: 0.5, ageFrom: 'conversationEnd', onPersonalData: 'block' },
      ...{ concurrency: 64, pageCap: 100_000 },
    } as const;
    expect(
      acceptInsightsInput({ ...DAY, ...said, insightTypes: ['topic', 'keyword', 'topic'] }, NOW),
    ).toStrictEqual({
      ...{ ...said, interval: DAY, conversationIds: null, insightTypes: ['keyword', 'topic'] },
    });
    expect(acceptInsightsInput({ ...NAMED, confidenceThreshold: 1e-7 }, NOW).confidenceThreshold).toBe(1e-7);
  });

  it('takes conversations as a set: in any order, spelling and number of copies they are the same', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 20 }), (ids) => {
        const said = [...ids.toReversed().map((id) => id.toUpperCase()), ...ids];
        expect(acceptInsightsInput({ conversationIds: said }, NOW).conversationIds).toEqual(
          [...new Set(ids)].sort(),
        );
      }),
    );
  });

  it('takes a thousand conversations, and a day by its name', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `${OTHER_ID.slice(0, -4)}${1000 + index}`);
    expect(acceptInsightsInput({ conversationIds: ids }, NOW).conversationIds).toHaveLength(1000);
    expect(acceptInsightsInput({ window: 'yesterday' }, NOW)).toMatchObject({
      ...{ interval: DAY, conversationIds: null },
    });
  });
});
