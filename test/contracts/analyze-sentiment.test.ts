import { describe, expect, it } from 'vitest';
import { acceptSentimentInput } from '../../src/contracts/analyze-sentiment.js';
import { InvalidInputError, type InputProblem } from '../../src/domain/invalid-input.js';

const NOW = '2026-11-20T12:00:00Z';
const ID = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const day = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };

function problemsOf(input: unknown): readonly InputProblem[] {
  try {
    acceptSentimentInput(input, NOW);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

type BadInput = { name: string; input: unknown; field: string; says: RegExp };

const windowAndTimes: BadInput[] = [
  { name: 'to equal to from', input: { from: day.from, to: day.from }, field: 'to', says: /after from/ },
  { name: 'to before from', input: { from: day.to, to: day.from }, field: 'to', says: /after from/ },
  {
    name: 'to equal to from, written with another offset',
    input: { from: '2026-11-19T02:00:00+02:00', to: day.from },
    field: 'to',
    says: /after from \(2026-11-19T00:00:00Z\)/,
  },
  {
    name: 'to in the future',
    input: { ...day, to: '2026-11-20T12:00:00.001Z' },
    field: 'to',
    says: /future \(now is 2026-11-20T12:00:00Z\)/,
  },
  {
    name: 'to in the future by its offset',
    input: { ...day, to: '2026-11-20T12:00:00-01:00' },
    field: 'to',
    says: /future/,
  },
  {
    name: 'from older than the default retention',
    input: { ...day, from: '2026-08-22T11:59:59.999Z' },
    field: 'from',
    says: /retention of 90 days; start at 2026-08-22T12:00:00Z or later/,
  },
  {
    name: 'from older than the retention given',
    input: { ...day, retentionDays: 1 },
    field: 'from',
    says: /retention of 1 days; start at 2026-11-19T12:00:00Z or later/,
  },
  {
    name: 'a window that reaches behind the retention',
    input: { window: 'last-7d', retentionDays: 3 },
    field: 'window',
    says: /retention of 3 days/,
  },
  {
    name: 'from without offset',
    input: { ...day, from: '2026-11-19T00:00:00' },
    field: 'from',
    says: /offset/,
  },
  { name: 'to without offset', input: { ...day, to: '2026-11-20T00:00:00' }, field: 'to', says: /offset/ },
  { name: 'from as a date', input: { ...day, from: '2026-11-19' }, field: 'from', says: /such as 2026/ },
  { name: 'from as a number', input: { ...day, from: 1_795_132_800 }, field: 'from', says: /ISO date/ },
  { name: 'from as null', input: { ...day, from: null }, field: 'from', says: /ISO date/ },
  {
    name: 'a day that no month has',
    input: { ...day, from: '2026-11-31T00:00:00Z' },
    field: 'from',
    says: /ISO/,
  },
  { name: 'no from', input: { to: day.to }, field: 'from', says: /required.*window/ },
  { name: 'no to', input: { from: day.from }, field: 'to', says: /required.*window/ },
  { name: 'window and from', input: { window: 'yesterday', from: day.from }, field: 'from', says: /either/ },
  { name: 'window and to', input: { window: 'yesterday', to: day.to }, field: 'to', says: /either/ },
  {
    name: 'unknown window',
    input: { window: 'today' },
    field: 'window',
    says: /must be one of yesterday, last-7d/,
  },
  {
    name: 'unknown time zone',
    input: { window: 'yesterday', timeZone: 'Mars/Olympus' },
    field: 'timeZone',
    says: /such as Europe\/Berlin/,
  },
  {
    name: 'offset as time zone',
    input: { window: 'yesterday', timeZone: '+02:00' },
    field: 'timeZone',
    says: /IANA/,
  },
  {
    name: 'time zone without window',
    input: { ...day, timeZone: 'Europe/Berlin' },
    field: 'timeZone',
    says: /belongs to a window/,
  },
];

const filters: BadInput[] = [
  {
    name: 'id no UUID',
    input: { ...day, conversationIds: [ID, '1a2b3c4d-5e6f-7g8h-9i0j-1k2l3m4n5o6p'] },
    field: 'conversationIds.1',
    says: /UUID/,
  },
  {
    name: 'id with a quote',
    input: { ...day, conversationIds: [`${ID}'`] },
    field: 'conversationIds.0',
    says: /UUID/,
  },
  {
    name: 'id as a number',
    input: { ...day, conversationIds: [7] },
    field: 'conversationIds.0',
    says: /UUID/,
  },
  { name: 'ids as text', input: { ...day, conversationIds: ID }, field: 'conversationIds', says: /array/ },
  {
    name: 'no ids',
    input: { ...day, conversationIds: [] },
    field: 'conversationIds',
    says: /leave the field out/,
  },
  {
    name: 'too many ids',
    input: { ...day, conversationIds: Array<string>(1001).fill(ID) },
    field: 'conversationIds',
    says: /at most 1000/,
  },
  {
    name: 'language no tag',
    input: { ...day, languages: ['english'] },
    field: 'languages.0',
    says: /such as en/,
  },
  {
    name: 'language that ends its quotes',
    input: { ...day, languages: ['en', "en'] OR ['"] },
    field: 'languages.1',
    says: /language tag/,
  },
  { name: 'no languages', input: { ...day, languages: [] }, field: 'languages', says: /leave the field out/ },
  {
    name: 'too many languages',
    input: { ...day, languages: Array<string>(51).fill('en') },
    field: 'languages',
    says: /at most 50/,
  },
];

const numbers: BadInput[] = [
  { field: 'concurrency', bad: [0, 65, -1, 1.5, '16', null, Number.NaN], says: /whole number from 1 to 64/ },
  { field: 'slices', bad: [0, 1001, 1.5, '48', null], says: /whole number from 1 to 1,?000/ },
  { field: 'retentionDays', bad: [0, 3651, 0.5, '90', null], says: /whole number from 1 to 3650/ },
  { field: 'pageCap', bad: [0, 100_001, 2.5, '1', Infinity], says: /whole number from 1 to 100000/ },
  { field: 'actionThreshold', bad: [-0.1, 100.1, '40', null, Number.NaN], says: /number from 0 to 100/ },
].flatMap(({ field, bad, says }) =>
  bad.map((value) => ({ name: `${field} ${String(value)}`, input: { ...day, [field]: value }, field, says })),
);

const wholeInput: BadInput[] = [
  { name: 'unknown field', input: { ...day, form: day.from }, field: 'form', says: /not a known field/ },
  { name: '__proto__ as a field', input: JSON.parse('{"__proto__":1}'), field: 'from', says: /required/ },
  {
    name: 'unknown choice of pushes',
    input: { ...day, pushToCoaching: 'some' },
    field: 'pushToCoaching',
    says: /must be one of actionRequired, all, none/,
  },
  ...[null, undefined, 'yesterday', 7, true, [], [day]].map((input) => ({
    name: `not an object: ${JSON.stringify(input) ?? 'undefined'}`,
    input,
    field: 'input',
    says: /must be a JSON object/,
  })),
  { name: 'an empty object', input: {}, field: 'from', says: /required/ },
];

describe('acceptSentimentInput', () => {
  it.each([...windowAndTimes, ...filters, ...numbers, ...wholeInput])(
    'refuses $name and names $field',
    ({ input, field, says }) => {
      expect(problemsOf(input)).toContainEqual({ field, problem: expect.stringMatching(says) as string });
    },
  );

  it('says every problem at once', () => {
    const problems = problemsOf({
      from: '2026-11-19T00:00:00',
      concurrency: 0,
      languages: [],
      conversationIds: ['x', ID, 'y'],
      actionThreshold: 101,
      bogus: 1,
      another: 2,
    });
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'actionThreshold',
      'another',
      'bogus',
      'concurrency',
      'conversationIds.0',
      'conversationIds.2',
      'from',
      'languages',
      'to',
    ]);
  });

  it('says every problem of the interval at once', () => {
    expect(problemsOf({ from: '2020-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' })).toEqual([
      { field: 'to', problem: 'lies in the future (now is 2026-11-20T12:00:00Z)' },
      { field: 'from', problem: expect.stringContaining('retention of 90 days') as string },
    ]);
  });

  it('fills in the defaults', () => {
    expect(acceptSentimentInput(day, NOW)).toStrictEqual({
      ...day,
      pushToCoaching: 'actionRequired',
      concurrency: 32,
      slices: 48,
      retentionDays: 90,
      actionThreshold: 40,
      pageCap: 10_000,
    });
  });

  it('keeps what was said', () => {
    const said = {
      conversationIds: [ID],
      languages: ['de', 'en-US'],
      pushToCoaching: 'all',
      concurrency: 64,
      slices: 1000,
      retentionDays: 3650,
      actionThreshold: 0,
      pageCap: 1,
    } as const;
    expect(acceptSentimentInput({ ...day, ...said }, NOW)).toStrictEqual({ ...day, ...said });
  });

  it('accepts its own plan, so that the guard of a run does not refuse what the door let in', () => {
    const plan = acceptSentimentInput({ window: 'last-7d', timeZone: 'Europe/Berlin' }, NOW);
    expect(acceptSentimentInput(plan, NOW)).toStrictEqual(plan);
  });

  it('writes instants as UTC, whatever their offset', () => {
    const input = { from: '2026-11-19T05:45:00+05:45', to: '2026-11-19T22:30:00.250-01:30' };
    expect(acceptSentimentInput(input, NOW)).toMatchObject({
      from: '2026-11-19T00:00:00Z',
      to: '2026-11-20T00:00:00.250Z',
    });
  });

  it('lowers ids and counts each once', () => {
    const { conversationIds } = acceptSentimentInput(
      { ...day, conversationIds: [ID.toUpperCase(), ID] },
      NOW,
    );
    expect(conversationIds).toEqual([ID]);
  });

  it.each([
    { name: 'to is now', input: { ...day, to: NOW } },
    { name: 'from is as old as the retention allows', input: { ...day, from: '2026-08-22T12:00:00Z' } },
    { name: 'the window is a millisecond long', input: { ...day, to: '2026-11-19T00:00:00.001Z' } },
    {
      name: 'the window is long',
      input: { from: '2017-01-01T00:00:00Z', to: NOW, retentionDays: 3650 },
    },
    { name: 'a threshold is a fraction', input: { ...day, actionThreshold: 39.5 } },
  ])('accepts an input where $name', ({ input }) => {
    expect(problemsOf(input)).toEqual([]);
  });

  it('takes UTC for the zone of a window that names none', () => {
    expect(acceptSentimentInput({ window: 'yesterday' }, NOW)).toMatchObject(day);
  });

  it('resolves a window in its zone and leaves window and zone out of the plan', () => {
    const plan = acceptSentimentInput({ window: 'yesterday', timeZone: 'Europe/Berlin' }, NOW);
    expect(plan).toMatchObject({ from: '2026-11-18T23:00:00Z', to: '2026-11-19T23:00:00Z' });
    expect(plan).not.toHaveProperty('window');
    expect(plan).not.toHaveProperty('timeZone');
  });
});
