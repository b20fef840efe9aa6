import { describe, expect, it } from 'vitest';
import { createOrganisation } from '../../simulator/organisation.js';
import type { Conversation } from '../../simulator/conversations.js';
import type { Sentiment } from '../../simulator/sentiment.js';

const NOW = '2026-03-10T09:30:00Z';
const DAY_MS = 86_400_000;

function organisation(changes: { seed?: number; conversations?: number; days?: number; now?: string } = {}) {
  const { now = NOW, ...sizes } = changes;
  return createOrganisation({ seed: 7, conversations: 3000, days: 7, nowMs: Date.parse(now), ...sizes });
}

function everything({ conversations }: ReturnType<typeof organisation>): Conversation[] {
  return Array.from({ length: conversations.size }, (_, index) => conversations.at(index));
}

describe('an organisation', () => {
  it('is the same for the same seed, size and period', () => {
    expect(everything(organisation())).toEqual(everything(organisation()));
  });

  it('has other conversations for another seed', () => {
    const ids = new Set(everything(organisation()).map(({ id }) => id));
    expect(everything(organisation({ seed: 8 })).filter(({ id }) => ids.has(id))).toEqual([]);
  });

  it('covers whole UTC days up to the start of the clock’s current day', () => {
    expect(organisation().period).toEqual({
      from: '2026-03-03T00:00:00.000Z',
      to: '2026-03-10T00:00:00.000Z',
    });
    const exactlyMidnight = organisation({ now: '2026-03-10T00:00:00Z', days: 1 });
    expect(exactlyMidnight.period.to).toBe('2026-03-10T00:00:00.000Z');
  });

  it('tells the same about a day when the period has moved on by two', () => {
    const later = new Map(
      everything(organisation({ now: '2026-03-12T01:00:00Z' })).map((known) => [known.id, known]),
    );
    const shared = everything(organisation()).filter(({ startedAt }) => startedAt >= '2026-03-05');
    expect(shared.length).toBeGreaterThan(2000);
    expect(shared.map(({ id }) => later.get(id))).toEqual(shared);
  });

  it.each([
    ['a few', 10, 7],
    ['an uneven number', 5003, 7],
    ['so many that neighbours fall on one millisecond', 1_000_000, 1],
    ['none', 0, 3],
  ])('starts its conversations in strict order within the period (%s)', (_, conversations, days) => {
    const { period, conversations: all } = organisation({ conversations, days });
    const starts = Array.from({ length: all.size }, (_unused, index) => all.startMsAt(index));
    expect(starts).toHaveLength(conversations);
    expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? Infinity))).toBe(true);
    expect(starts.every((start) => Number.isInteger(start))).toBe(true);
    expect(starts.every((start) => start >= Date.parse(period.from) && start < Date.parse(period.to))).toBe(
      true,
    );
  });

  it('has no two days alike', () => {
    const { conversations, period } = organisation({ conversations: 7000 });
    const day = (number: number): number[] =>
      Array.from(
        { length: 1000 },
        (_, position) => conversations.startMsAt(number * 1000 + position) - number * DAY_MS,
      );
    expect(day(0)[0]).toBeGreaterThanOrEqual(Date.parse(period.from));
    const [first, second] = [day(0), day(1)];
    expect(first.filter((startMs, position) => startMs === second[position]).length).toBeLessThan(20);
  });

  it('is busier before noon than at night', () => {
    const hours = everything(organisation()).map(({ startedAt }) => new Date(startedAt).getUTCHours());
    const inHours = (from: number, to: number): number =>
      hours.filter((hour) => hour >= from && hour < to).length;
    expect(inHours(9, 12)).toBeGreaterThan(10 * inHours(1, 4));
  });

  it('gives ids that are unique UUIDs of version 4 and lead back to their conversation', () => {
    const { conversations, find } = organisation({ conversations: 20_000 });
    const ids = Array.from({ length: conversations.size }, (_, index) => conversations.idAt(index));
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([]);
    expect(ids.map((id) => conversations.indexOf(id.toUpperCase()))).toEqual([...ids.keys()]);
    const [first = ''] = ids;
    expect(find(first)?.id).toBe(first);
    expect(find(first.slice(0, -1) + (first.endsWith('0') ? '1' : '0'))).toBeNull();
    expect(find('no-id')).toBeNull();
  });

  it('leaves about 8 % unscored and draws polarity from the score', () => {
    const sentiments = everything(organisation({ conversations: 50_000 })).map(({ sentiment }) => sentiment);
    const unscoredShare = sentiments.filter((sentiment) => sentiment === null).length / sentiments.length;
    expect(unscoredShare).toBeGreaterThan(0.075);
    expect(unscoredShare).toBeLessThan(0.085);
    const scored = sentiments.filter((sentiment) => sentiment !== null);
    const isRight = ({ score, polarity }: Sentiment): boolean =>
      Math.abs(score) <= 1 &&
      Number(score.toFixed(4)) === score &&
      polarity === (score > 0.2 ? 'positive' : score < -0.2 ? 'negative' : 'neutral');
    expect(scored.filter((sentiment) => !isRight(sentiment))).toEqual([]);
    for (const polarity of ['positive', 'neutral', 'negative']) {
      expect(scored.filter((sentiment) => sentiment.polarity === polarity).length).toBeGreaterThan(5000);
    }
  });

  it('speaks six languages, has an agent for each 60 conversations and 5 to 12 queues', () => {
    const one = organisation({ conversations: 30_000 });
    const summary = one.summary();
    expect(summary.languages.map(({ tag }) => tag)).toEqual([
      'en-US',
      'es-ES',
      'de-DE',
      'fr-FR',
      'pt-BR',
      'ja-JP',
    ]);
    const all = everything(one);
    for (const { tag, conversations } of summary.languages) {
      expect(conversations).toBeGreaterThan(1000);
      expect(all.filter(({ language }) => language === tag)).toHaveLength(conversations);
    }
    expect(summary).toMatchObject({ agents: 500, conversations: 30_000 });
    expect(summary.scored + summary.unscored).toBe(30_000);
    expect(summary.queues.length).toBeGreaterThanOrEqual(5);
    expect(summary.queues.length).toBeLessThanOrEqual(12);
    expect(new Set(all.map(({ agentId }) => agentId)).size).toBeGreaterThan(450);
  });

  it.each([
    ['seed', { seed: -1 }],
    ['conversations', { conversations: 1.5 }],
    ['days', { days: 0 }],
  ])('refuses a wrong %s by name', (name, changes) => {
    expect(() => organisation(changes)).toThrow(name);
  });

  it('holds a million conversations in a few dozen megabytes', () => {
    const before = process.memoryUsage();
    const { conversations, period } = organisation({ conversations: 1_000_000 });
    const after = process.memoryUsage();
    expect(conversations.startMsAt(999_999)).toBeGreaterThan(Date.parse(period.to) - DAY_MS);
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(80e6);
  });
});
