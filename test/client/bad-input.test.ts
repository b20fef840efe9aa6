import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRefusals, type Refusals } from './support/refusals.js';

const MS_PER_DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * MS_PER_DAY).toISOString();
const withoutOffset = (instant: string) => instant.replace('Z', '');

const [from, to] = [daysAgo(3), daysAgo(2)];
const yesterday = { window: 'yesterday' };

/** What is said on standard input, and the fields that the refusal has to name. */
const REFUSED: [name: string, input: unknown, fields: string[]][] = [
  ['an end before the start', { from: to, to: from }, ['to']],
  ['an end equal to the start', { from, to: from }, ['to']],
  ['an end in the future', { from, to: daysAgo(-1) }, ['to']],
  ['a start older than the retention', { from: daysAgo(91), to }, ['from']],
  ['a window beside from and to', { ...yesterday, from, to }, ['from', 'to']],
  ['dates without an offset', { from: withoutOffset(from), to: withoutOffset(to) }, ['from', 'to']],
  [
    'an unknown time zone, an id that is no UUID and a language that is no tag, all at once',
    { ...yesterday, timeZone: 'Mars/Olympus', conversationIds: ['12345'], languages: ['en', 'English!'] },
    ['timeZone', 'conversationIds.0', 'languages.1'],
  ],
  [
    'empty lists, numbers out of range and an unknown field, all at once',
    {
      ...{ ...yesterday, conversationIds: [], languages: [], langauges: ['en'] },
      ...{ concurrency: 0, slices: 0, retentionDays: 3651, actionThreshold: 100.5, pageCap: 0 },
    },
    [
      ...[
        'conversationIds',
        'languages',
        'concurrency',
        'slices',
        'retentionDays',
        'actionThreshold',
        'pageCap',
      ],
      'langauges',
    ],
  ],
  ['JSON that is a list', [yesterday], ['input']],
  ['JSON that is a number', 42, ['input']],
];

/** Stands wherever a customer could be known by: no refusal may repeat it. */
const PLANTED = 'planted-customer-text';
const session = {
  sessionKey: 'order-1',
  from: { id: PLANTED },
  to: [{ id: 'bot-1' }],
  type: 'chat',
  message: PLANTED,
};
/** One byte more than the document allows, half as many letters. */
const tooLarge = { a: 'ü'.repeat(20_465) };

const REFUSED_SESSIONS: [name: string, input: unknown, fields: string[]][] = [
  ['nothing', {}, ['sessionKey', 'from', 'message', 'to', 'type']],
  [
    'every field that is wrong',
    {
      ...{ sessionKey: `${PLANTED} `, from: { phone: PLANTED }, message: ' ', attributes: [PLANTED] },
      ...{ to: [{ id: 7 }], type: '', botId: '', fallbackQueueId: '', maxConcurrent: 0 },
      ...{ whenFull: PLANTED, endDeadline: '72', settleFor: 72 },
      thresholds: { maxTurns: 0, confidenceMin: 1.1, sentimentMin: -2, max_turns: 3 },
      customer: PLANTED,
    },
    [
      ...['sessionKey', 'from.phone', 'from', 'message', 'attributes', 'to.0.id', 'type', 'botId'],
      ...['thresholds.maxTurns', 'thresholds.confidenceMin', 'thresholds.sentimentMin'],
      ...['thresholds.max_turns', 'fallbackQueueId', 'maxConcurrent', 'whenFull', 'endDeadline', 'settleFor'],
      'customer',
    ],
  ],
  ['attributes of 40,961 bytes', { ...session, attributes: tooLarge }, ['attributes']],
  ['a virtual agent without an id', { ...session, to: [{ name: PLANTED }] }, ['botId']],
  ['JSON that is a text', PLANTED, ['input']],
];

// Each of these starts programs, several at a time, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

let refusals: Refusals;
beforeAll(async () => {
  refusals = await createRefusals();
});
afterAll(() => refusals.close());

async function expectRefused(args: readonly string[], fields: readonly string[], input?: string) {
  const { exitCode, stdout, stderr } = await refusals.run(args, input);
  const named = stderr
    .trimEnd()
    .split('\n')
    .map((line) => line.split(': ')[0]);
  expect({ exitCode, stdout, named }).toEqual({ exitCode: 2, stdout: '', named: fields });
  refusals.expectNothingCalled();
  return stderr;
}

describe('start sentiment', () => {
  it.concurrent.each(REFUSED)('refuses %s before anything is called', async (_, input, fields) => {
    await expectRefused(['start', 'sentiment', '--input', '-'], fields, JSON.stringify(input));
  });

  it.concurrent('refuses malformed JSON before anything is called', async () => {
    await expectRefused(['start', 'sentiment', '--input', '-'], ['input'], '{"window": "yesterday"');
  });

  it.concurrent('refuses an empty file before anything is called', async () => {
    const file = join(refusals.scratch.directory, 'empty.json');
    await writeFile(file, '\n');
    await expectRefused(['start', 'sentiment', '--input', file], ['input']);
  });

  it.concurrent('refuses a file that is not there before anything is called', async () => {
    await expectRefused(['start', 'sentiment', '--input', 'missing.json'], ['input']);
  });

  it.concurrent('refuses an input that was not given, with --wait as well', async () => {
    await expectRefused(['start', 'sentiment', '--wait'], ['from', 'to']);
  });

  it.concurrent('refuses an unknown process, whatever its input says', async () => {
    await expectRefused(['start', 'sentimnet', '--input', '-'], ['process'], JSON.stringify(yesterday));
  });
});

describe('start session', () => {
  it.concurrent.each(REFUSED_SESSIONS)(
    'refuses %s before anything is called, repeating no value',
    async (_, input, fields) => {
      const args = ['start', 'session', '--wait', '--input', '-'];
      expect(await expectRefused(args, fields, JSON.stringify(input))).not.toContain(PLANTED);
    },
  );

  it.concurrent('refuses malformed JSON without quoting it', async () => {
    for (const malformed of [`{"message": ${PLANTED}`, `{"message": "${PLANTED}" "`]) {
      const said = await expectRefused(['start', 'session', '--input', '-'], ['input'], malformed);
      expect(said).not.toMatch(/plante|customer-text/);
    }
  });
});

describe('turn, handoff and sessions', () => {
  it.concurrent('refuse a blank text, also from standard input, before anything is called', async () => {
    await expectRefused(['turn', 'order-1', '--text', ' '], ['--text']);
    await expectRefused(['turn', 'order-1', '--text', '-'], ['--text'], '\n');
  });

  it.concurrent.each(['7', 'week', '-7d', '1.5d', ''])('refuse sessions since %j', async (since) => {
    await expectRefused(['sessions', `--since=${since}`], ['--since']);
  });
});
