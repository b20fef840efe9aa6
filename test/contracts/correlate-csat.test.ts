import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptCsatInput } from '../../src/contracts/correlate-csat.js';
import { MS_PER_DAY, toUtc } from '../../src/domain/interval.js';
import { InvalidInputError, type InputProblem } from '../../src/domain/invalid-input.js';

const NOW = '2026-11-20T12:00:00Z';
const ID = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const MODEL = { modelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890' };
const CSAT = { csatRange: { min: 1, max: 5 }, csatThreshold: 4 };
const DAY = { from: '2026-11-18T00:00:00Z', to: '2026-11-19T00:00:00Z' };
const WHOLE = { ...MODEL, ...CSAT, ...DAY };
const NAMED = { ...MODEL, ...CSAT, conversationIds: [ID] };

const fromNow = (ms: number) => toUtc(Date.parse(NOW) + ms);

function problemsOf(input: unknown): readonly InputProblem[] {
  try {
    acceptCsatInput(input, NOW);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

type BadInput = { name: string; input: unknown; field: string; says: RegExp };

const named = (rows: readonly (readonly [field: string, said: object, says: RegExp])[]): BadInput[] =>
  rows.map(([field, said, says]) => ({
    ...{ name: JSON.stringify(said), input: { ...WHOLE, ...said }, field, says },
  }));

const missing: BadInput[] = (['modelId', 'csatRange', 'csatThreshold'] as const).map((field) => ({
  name: `no ${field}`,
  input: { ...WHOLE, [field]: undefined },
  field,
  says: /must be|is required/,
}));

const spans: BadInput[] = [
  {
    name: 'neither conversations nor a span',
    input: { ...MODEL, ...CSAT },
    field: 'from',
    says: /required \(or a window/,
  },
  {
    name: 'no end of a span',
    input: { ...WHOLE, to: undefined },
    field: 'to',
    says: /required \(or a window/,
  },
  {
    name: 'no end of a span of conversations',
    input: { ...NAMED, from: DAY.from },
    field: 'to',
    says: /required/,
  },
  {
    name: 'a zone of conversations without a window',
    input: { ...NAMED, timeZone: 'Europe/Berlin' },
    field: 'timeZone',
    says: /belongs to a window/,
  },
  ...named([
    ['from', { window: 'yesterday' }, /either a window/],
    ['timeZone', { timeZone: 'UTC' }, /belongs to a window/],
    ['to', { from: DAY.to, to: DAY.from }, /after from/],
    ['to', { to: DAY.from }, /after from/],
    ['to', { to: fromNow(1) }, /future \(now is/],
    ['from', { from: '2006-01-01T00:00:00Z' }, /retention of 730 days; start at 2024/],
    ['from', { from: fromNow(-731 * MS_PER_DAY) }, /retention of 730 days/],
    ['from', { retentionDays: 1 }, /retention of 1 days; start at 2026-11-19T12/],
    ['to', { from: fromNow(-732 * MS_PER_DAY), retentionDays: 3650 }, /at most 730 days after from/],
    ['from', { from: '2026-11-18T00:00:00' }, /with an offset, such as/],
    ['window', { from: undefined, to: undefined, window: 'today' }, /must be one of yesterday/],
  ]),
];

const choices = named([
  ['modelId', { modelId: '' }, /must be the id of a speech analytics model/],
  ['modelId', { modelId: '../users' }, /must be the id of a speech analytics model/],
  ['modelId', { modelId: 'x'.repeat(101) }, /must be the id of a speech analytics model/],
  ['conversationIds', { conversationIds: [] }, /leave the field out/],
  ['conversationIds', { conversationIds: Array(1001).fill(ID) }, /at most 1000 items/],
  ['conversationIds.1', { conversationIds: [ID, 'x'] }, /must be a UUID/],
  ['topics', { topics: [] }, /leave the field out/],
  ['topics', { topics: Array(21).fill('billing') }, /at most 20 items/],
  ['topics.0', { topics: ['  '] }, /must not be blank/],
  ['topics.0', { topics: ['x'.repeat(201)] }, /at most 200 characters/],
  ['topics.0', { topics: ['bill\0ing'] }, /no NUL character/],
  ['topics.1', { topics: ['billing', 7] }, /must be a string/],
  ['topics', { topics: 'billing' }, /must be an array/],
  ['topics', { groupBy: ['topic'] }, /is required with groupBy "topic"/],
  ['groupBy', { groupBy: [] }, /leave the field out/],
  ['groupBy.0', { groupBy: ['queue'] }, /must be one of agent, topic/],
  ['filterAtSource', { filterAtSource: 'yes' }, /must be true or false/],
  ['pushToCoaching', { pushToCoaching: 'negative' }, /must be one of answered, all, none/],
  ['sentimentFilter', { sentimentFilter: 0.6 }, /is not a known field/],
]);

const scales = named([
  ['csatRange', { csatRange: [1, 5] }, /must be an object/],
  ['csatRange.min', { csatRange: { max: 5 } }, /must be a number/],
  ['csatRange.max', { csatRange: { min: 1, max: '5' } }, /must be a number/],
  ['csatRange.max', { csatRange: { min: 1, max: Infinity } }, /must be a number/],
  ['csatRange.max', { csatRange: { min: 5, max: 1 } }, /must be above csatRange.min \(5\)/],
  ['csatRange.max', { csatRange: { min: 5, max: 5 } }, /must be above csatRange.min \(5\)/],
  ['csatRange.step', { csatRange: { min: 1, max: 5, step: 1 } }, /is not a known field/],
  ['csatThreshold', { csatThreshold: '4' }, /must be a number/],
  ['csatThreshold', { csatThreshold: Number.NaN }, /must be a number/],
  ['csatThreshold', { csatThreshold: 0.999 }, /must lie in csatRange \(1 to 5\)/],
  ['csatThreshold', { csatThreshold: 80 }, /must lie in csatRange \(1 to 5\)/],
]);

const waits = named([
  ['waitForSurveys', { waitForSurveys: true }, /must be an object/],
  ['waitForSurveys.until', { waitForSurveys: { coverage: 0.5 } }, /must be an ISO date and time/],
  ['waitForSurveys.until', { waitForSurveys: { until: '72h' } }, /with an offset, such as/],
  ['waitForSurveys.until', { waitForSurveys: { until: NOW } }, /in the future \(now is 2026-11-20T12/],
  [
    'waitForSurveys.until',
    { waitForSurveys: { until: fromNow(90 * MS_PER_DAY + 1) } },
    /at most 90 days from now/,
  ],
  ['waitForSurveys.coverage', { waitForSurveys: { until: fromNow(1), coverage: 50 } }, /number from 0 to 1$/],
  ['waitForSurveys.every', { waitForSurveys: { until: fromNow(1), every: '1h' } }, /is not a known field/],
]);

const numbers = [
  { field: 'retentionDays', bad: [0, 3651, 1.5, '730', null], says: /whole number from 1 to 3650$/ },
  { field: 'sentimentThreshold', bad: [-1.01, 60, '0.6', null, Number.NaN], says: /number from -1 to 1$/ },
  { field: 'concurrency', bad: [0, 65, 1.5, '32', null], says: /whole number from 1 to 64$/ },
  { field: 'slices', bad: [0, 1001, 1.5, null], says: /whole number from 1 to 1000$/ },
  { field: 'pageCap', bad: [0, 100_001, 2.5, null, Infinity], says: /whole number from 1 to 100000$/ },
].flatMap(({ field, bad, says }) => named(bad.map((value) => [field, { [field]: value }, says])));

const wholes: BadInput[] = [null, undefined, 'yesterday', 7, [], [WHOLE]].map((input) => ({
  name: `not an object: ${JSON.stringify(input) ?? 'undefined'}`,
  input,
  field: 'input',
  says: /must be a JSON object/,
}));

describe('acceptCsatInput', () => {
  it.each([...missing, ...spans, ...choices, ...scales, ...waits, ...numbers, ...wholes])(
    'refuses $name and names $field',
    ({ input, field, says }) => {
      expect(problemsOf(input)).toContainEqual({ field, problem: expect.stringMatching(says) as string });
    },
  );

  it('says every problem at once, each field once', () => {
    const problems = problemsOf({
      ...{ modelId: '', csatRange: { min: 'low', max: 'high' }, csatThreshold: 'x', topics: [], bogus: 1 },
      ...{ conversationIds: ['x'], groupBy: ['queue', 'team'], filterAtSource: 1, pushToCoaching: 'x' },
      ...{ waitForSurveys: { until: 'x', coverage: 2 }, retentionDays: 0, sentimentThreshold: 2 },
      ...{ concurrency: 0, slices: 0, pageCap: 0 },
    });
    expect(problems.map(({ field }) => field).sort()).toEqual([
      ...['bogus', 'concurrency', 'conversationIds.0', 'csatRange.max', 'csatRange.min', 'csatThreshold'],
      ...['filterAtSource', 'groupBy.0', 'groupBy.1', 'modelId', 'pageCap', 'pushToCoaching'],
      ...['retentionDays', 'sentimentThreshold', 'slices', 'topics'],
      ...['waitForSurveys.coverage', 'waitForSurveys.until'],
    ]);
  });

  it('fills in the document’s defaults, and none for what an answer is worth', () => {
    expect(acceptCsatInput(WHOLE, NOW)).toStrictEqual({
      ...{ ...MODEL, ...CSAT, interval: DAY, retentionDays: 730, sentimentThreshold: 0.6 },
      ...{ filterAtSource: false, groupBy: ['agent'], pushToCoaching: 'answered' },
      ...{ concurrency: 32, slices: 48, pageCap: 10_000 },
    });
  });

  it('keeps what was said, to the last digit', () => {
    const said = {
      ...{ modelId: 'model.v2-1', csatRange: { min: -2.5, max: 2.5 }, csatThreshold: 0.123456789 },
      ...{ retentionDays: 3650, sentimentThreshold: -1, filterAtSource: true, pushToCoaching: 'all' },
      waitForSurveys: { until: '2027-02-18T13:00:00+01:00', coverage: 0.25 },
      ...{ concurrency: 64, slices: 1000, pageCap: 100_000 },
    } as const;
    const lists = { topics: ['returns', ' billing ', 'returns'], groupBy: ['topic', 'agent', 'topic'] };
    expect(() => acceptCsatInput({ ...DAY, ...said, ...lists }, NOW)).toThrow(/at most 2 items/);
    expect(acceptCsatInput({ ...DAY, ...said, ...lists, groupBy: ['topic', 'agent'] }, NOW)).toStrictEqual({
      ...{ ...said, interval: DAY, topics: ['billing', 'returns'], groupBy: ['agent', 'topic'] },
    });
  });

  it.each([
    ['the whole range for a threshold', { csatThreshold: 1 }],
    ['the best answer for a threshold', { csatThreshold: 5 }],
    ['a wait of ninety days', { waitForSurveys: { until: fromNow(90 * MS_PER_DAY) } }],
    ['730 days', { from: fromNow(-730 * MS_PER_DAY), to: NOW }],
    ['twenty topics', { topics: Array.from({ length: 20 }, (_, index) => `topic ${index}`) }],
  ])('takes %s', (_, said) => {
    expect(problemsOf({ ...WHOLE, ...said })).toEqual([]);
  });

  it('looks for conversations in all that is kept, and in a span where one is said', () => {
    expect(acceptCsatInput(NAMED, NOW)).toMatchObject({
      conversationIds: [ID],
      interval: { from: fromNow(-730 * MS_PER_DAY), to: NOW },
    });
    expect(acceptCsatInput({ ...NAMED, retentionDays: 30 }, NOW).interval.from).toBe(
      fromNow(-30 * MS_PER_DAY),
    );
    expect(acceptCsatInput({ ...NAMED, retentionDays: 3650 }, NOW).interval.from).toBe(
      fromNow(-730 * MS_PER_DAY),
    );
    expect(acceptCsatInput({ ...NAMED, ...DAY }, NOW).interval).toEqual(DAY);
    expect(
      acceptCsatInput({ ...NAMED, window: 'yesterday', timeZone: 'Europe/Berlin' }, NOW).interval,
    ).toEqual({ from: '2026-11-18T23:00:00Z', to: '2026-11-19T23:00:00Z' });
  });

  it('takes any threshold inside any range, and none outside', () => {
    const value = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (one, other, csatThreshold) => {
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(min < max);
        const problems = problemsOf({ ...WHOLE, csatRange: { min, max }, csatThreshold });
        const fields = csatThreshold >= min && csatThreshold <= max ? [] : ['csatThreshold'];
        expect(problems.map(({ field }) => field)).toEqual(fields);
      }),
    );
  });
});
