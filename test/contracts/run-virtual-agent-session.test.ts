import { describe, expect, it } from 'vitest';
import {
  acceptSessionInput,
  MAX_ATTRIBUTE_BYTES,
  publicPlan,
} from '../../src/contracts/run-virtual-agent-session.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

/** Stands wherever an input says something: no refusal may repeat it. */
const PLANTED = 'planted@customer.example';

const LEAST = {
  sessionKey: 'order-1',
  from: { id: 'user-456' },
  to: [{ id: 'bot-id-123' }],
  type: 'chat',
  message: 'I want to cancel my recent order',
};

/** The document's own conversation, thresholds and limits. */
const DOCUMENT = {
  ...LEAST,
  to: [{ id: 'bot-id-123', name: 'Support Bot' }],
  attributes: { customer_segment: 'premium', order_id: 'ORD-998877' },
  thresholds: { maxTurns: 10, confidenceMin: 0.6, sentimentMin: -0.5 },
  fallbackQueueId: 'human-support-queue',
  maxConcurrent: 5,
};

function problemsOf(input: unknown) {
  try {
    acceptSessionInput(input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const REFUSED: [field: string, values: unknown[]][] = [
  ['sessionKey', [undefined, null, 7, '', 'a b', 'a/b', PLANTED, 'ü', 'x'.repeat(101)]],
  ['from', [undefined, null, PLANTED, [], {}]],
  ['message', [undefined, null, 7, '', ' \n\t', PLANTED.repeat(500)]],
  ['attributes', [null, PLANTED, [PLANTED], { sessionKey: PLANTED }]],
  ['to', [undefined, null, PLANTED, { id: 'bot-id-123' }, Array(11).fill({ id: 'bot-id-123' })]],
  ['type', [undefined, null, 7, '', '  ', 'x'.repeat(201)]],
  ['botId', [null, 7, PLANTED]],
  ['thresholds', [null, PLANTED, [0.6], 0.6]],
  ['fallbackQueueId', [null, 7, '', ' ', 'x'.repeat(201)]],
  ['maxConcurrent', [null, '5', 0, -1, 1.5, 1_000_001, NaN]],
  ['whenFull', [null, true, '', PLANTED, 'Wait']],
  ['endDeadline', [null, 72, '', '72', '72 h', '1.5h', '-1h', 'P3D', PLANTED, '1234567h', '0s', '3651d']],
  ['settleFor', [null, 72, '', '72', '72 h', '1.5h', '-1h', 'P3D', PLANTED, '1234567h', '3651d', '999999d']],
];

const REFUSED_INSIDE: [path: string, input: object][] = [
  ['from.id', { from: { id: ' ' } }],
  ['from.id', { from: { id: 7 } }],
  ['from.name', { from: { name: PLANTED.repeat(10) } }],
  ['from.phone', { from: { id: 'user-456', phone: PLANTED } }],
  ['to.0', { to: [PLANTED, { id: 'bot-id-123' }] }],
  ['to.1', { to: [{ id: 'bot-id-123' }, {}] }],
  ['to.0.address', { to: [{ id: 'bot-id-123', address: PLANTED }] }],
  ['botId', { to: [{ name: PLANTED }] }],
  ['botId', { to: [{ name: PLANTED }], botId: 'bot-id-123' }],
  ['thresholds.maxTurns', { thresholds: { maxTurns: 0 } }],
  ['thresholds.maxTurns', { thresholds: { maxTurns: 2.5 } }],
  ['thresholds.maxTurns', { thresholds: { maxTurns: '3' } }],
  ['thresholds.confidenceMin', { thresholds: { confidenceMin: -0.01 } }],
  ['thresholds.confidenceMin', { thresholds: { confidenceMin: 1.01 } }],
  ['thresholds.confidenceMin', { thresholds: { confidenceMin: null } }],
  ['thresholds.sentimentMin', { thresholds: { sentimentMin: -1.01 } }],
  ['thresholds.sentimentMin', { thresholds: { sentimentMin: 1.01 } }],
  ['thresholds.sentimentMin', { thresholds: { sentimentMin: PLANTED } }],
  ['thresholds.max_turns', { thresholds: { max_turns: 3 } }],
  ['attributes.note', { attributes: { note: new Date(0) } }],
  ['settlefor', { settlefor: '72h' }],
  ['routing', { routing: { queueId: PLANTED } }],
];

describe('acceptSessionInput', () => {
  it("accepts the document's example, every default in place", () => {
    expect(acceptSessionInput(DOCUMENT)).toEqual({
      ...DOCUMENT,
      botId: 'bot-id-123',
      whenFull: 'reject',
      endDeadline: '72h',
      settleFor: '0s',
    });
  });

  it('accepts the least, with the confidence of the document and no other threshold', () => {
    const { botId, attributes, thresholds, maxConcurrent } = acceptSessionInput(LEAST);
    expect({ botId, attributes, thresholds, maxConcurrent }).toEqual({
      botId: 'bot-id-123',
      attributes: {},
      thresholds: { confidenceMin: 0.6 },
      maxConcurrent: undefined,
    });
  });

  it.each(REFUSED)('refuses %s where it is wrong, once, naming nothing else', (field, values) => {
    for (const value of values) {
      const problems = problemsOf({ ...LEAST, [field]: value });
      expect({ value, fields: problems.map((problem) => problem.field) }).toEqual({ value, fields: [field] });
      expect(problems[0]?.problem).toMatch(/^(is|must|take) (?!known)/);
      expect(JSON.stringify(problems)).not.toContain(PLANTED);
      expect(JSON.stringify(problems)).not.toContain('Invalid input');
    }
  });

  it.each(REFUSED_INSIDE)('refuses %s in %j, by its path', (path, changes) => {
    const problems = problemsOf({ ...LEAST, ...changes });
    expect(problems.map(({ field }) => field)).toEqual([path]);
    expect(JSON.stringify(problems)).not.toContain(PLANTED);
  });

  it('names every field that is wrong at once', () => {
    const wrong = {
      ...LEAST,
      ...{ sessionKey: '', to: [], type: undefined, thresholds: { confidenceMin: 2 }, whenfull: 'wait' },
    };
    expect(problemsOf(wrong).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['sessionKey', 'to', 'type', 'thresholds.confidenceMin', 'whenfull']),
    );
  });

  it.each([null, undefined, 7, PLANTED, [LEAST]])('refuses %j, which is no object', (input) => {
    expect(problemsOf(input)).toEqual([{ field: 'input', problem: 'must be a JSON object' }]);
  });

  it('shows and stores nothing of who the customer is and what was said', () => {
    const plan = acceptSessionInput({
      ...DOCUMENT,
      from: { id: PLANTED, name: PLANTED },
      to: [{ id: 'bot-id-123', name: PLANTED }],
      message: PLANTED,
      attributes: { [PLANTED]: PLANTED },
    });
    expect(JSON.stringify(publicPlan(plan))).not.toContain(PLANTED);
    expect(publicPlan(plan)).toMatchObject({ sessionKey: 'order-1', maxConcurrent: 5 });
  });
});

describe('the limit of attributes', () => {
  /** What the request will hold: `{"a":"…","sessionKey":"order-1"}`. */
  const frameBytes = Buffer.byteLength(JSON.stringify({ a: '', sessionKey: LEAST.sessionKey }));
  const filledWith = (piece: string, bytes: number) => {
    const room = bytes - frameBytes;
    const pieceBytes = Buffer.byteLength(JSON.stringify(piece)) - 2;
    const count = Math.floor(room / pieceBytes);
    return { a: piece.repeat(count) + 'x'.repeat(room - count * pieceBytes) };
  };

  it.each([
    ['letters of one byte', 'x'],
    ['letters of two bytes', 'ü'],
    ['letters of three bytes', '語'],
    ['letters of four bytes', '🙂'],
    ['letters that JSON escapes', '\n'],
    ['half a letter, which JSON escapes', '\ud83d'],
  ])('is counted in bytes of UTF-8, the key included: %s', (_, piece) => {
    const atBound = filledWith(piece, MAX_ATTRIBUTE_BYTES);
    const sent = Buffer.byteLength(JSON.stringify({ ...atBound, sessionKey: LEAST.sessionKey }));
    expect(sent).toBe(40_960);
    expect(problemsOf({ ...LEAST, attributes: atBound })).toEqual([]);
    expect(problemsOf({ ...LEAST, attributes: filledWith(piece, MAX_ATTRIBUTE_BYTES + 1) })).toEqual([
      {
        field: 'attributes',
        problem: 'take 40961 bytes with our sessionKey; at most 40960 are allowed',
      },
    ]);
  });

  it('leaves less room to a longer key', () => {
    const attributes = filledWith('x', MAX_ATTRIBUTE_BYTES);
    const problems = problemsOf({ ...LEAST, sessionKey: `${LEAST.sessionKey}0`, attributes });
    expect(problems.map(({ field }) => field)).toEqual(['attributes']);
  });
});
