import { describe, expect, it } from 'vitest';
import { acceptStart } from '../../src/launch/accept-start.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

const NOW = '2026-11-21T10:00:00.000Z';
const DAY = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
const idOf = (input: object) => acceptStart('sentiment', input, NOW).workflowId;

describe('acceptStart', () => {
  it('gives the same question the same workflow id, however it is put', () => {
    const id = idOf(DAY);
    expect(idOf({ window: 'yesterday' })).toBe(id);
    expect(idOf({ ...DAY, concurrency: 32, pushToCoaching: 'actionRequired' })).toBe(id);
    expect(idOf({ ...DAY, languages: ['en', 'de'] })).toBe(idOf({ ...DAY, languages: ['de', 'en', 'de'] }));
  });

  it('gives another question another workflow id', () => {
    const inputs = [
      DAY,
      { ...DAY, languages: ['en'] },
      { ...DAY, languages: ['de'] },
      { ...DAY, actionThreshold: 41 },
      { ...DAY, concurrency: 16 },
    ];
    expect(new Set(inputs.map(idOf)).size).toBe(inputs.length);
  });

  it('accepts a window as old as the retention that was given', () => {
    expect(idOf({ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', retentionDays: 400 })).toContain(
      'sentiment/2026-01-01',
    );
  });

  it('names an unknown process and the known ones', () => {
    expect(() => acceptStart('weather', {}, NOW)).toThrow(InvalidInputError);
    expect(() => acceptStart('weather', {}, NOW)).toThrow(
      /process: "weather" is unknown; known: sentiment, insights, session/,
    );
  });

  it("names a session by its key alone, once for ever, in words that are not the customer's", () => {
    const planted = 'planted customer text';
    const input = {
      ...{ sessionKey: 'order-1', from: { id: planted }, to: [{ id: 'bot-1', name: planted }] },
      ...{ type: 'chat', message: planted, attributes: { note: planted } },
    };
    const { input: started, ...shown } = acceptStart('session', input, NOW);
    expect(started).toEqual(input);
    expect(shown).toMatchObject({
      process: 'session',
      workflowId: 'session/order-1',
      answersForMs: Infinity,
    });
    expect(JSON.stringify(shown)).not.toContain(planted);
    expect(acceptStart('session', { ...input, message: 'another' }, NOW).workflowId).toBe('session/order-1');
  });
});
