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
    expect(idOf({ ...DAY, concurrency: 16, pushToCoaching: 'actionRequired' })).toBe(id);
    expect(idOf({ ...DAY, languages: ['en', 'de'] })).toBe(idOf({ ...DAY, languages: ['de', 'en', 'de'] }));
  });

  it('gives another question another workflow id', () => {
    const inputs = [
      DAY,
      { ...DAY, languages: ['en'] },
      { ...DAY, languages: ['de'] },
      { ...DAY, actionThreshold: 41 },
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
    expect(() => acceptStart('weather', {}, NOW)).toThrow(/process: "weather" is unknown; known: sentiment/);
  });
});
