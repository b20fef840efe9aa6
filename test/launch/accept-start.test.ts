import { describe, expect, it } from 'vitest';
import { acceptStart } from '../../src/launch/accept-start.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

const NOW = '2026-11-21T10:00:00.000Z';
const DAY = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
const idOf = (input: object) => acceptStart('sentiment', input, NOW).workflowId;

const ID = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const OTHER_ID = '9c0d1e2f-3a4b-4c6d-8e9f-0a1b2c3d4e5f';
const insightsIdOf = (input: object, now = NOW) => acceptStart('insights', input, now).workflowId;

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

  it('gives the same insights the same workflow id for a quarter of an hour, however they are asked for', () => {
    const id = insightsIdOf({ conversationIds: [ID, OTHER_ID] });
    expect(insightsIdOf({ conversationIds: [OTHER_ID.toUpperCase(), ID, ID] })).toBe(id);
    expect(insightsIdOf({ conversationIds: [ID, OTHER_ID], maxAgeHours: 24, ageFrom: 'now' })).toBe(id);
    const types = ['topic', 'keyword', 'summary', 'sentiment'];
    expect(insightsIdOf({ conversationIds: [ID, OTHER_ID], insightTypes: types })).toBe(id);
    expect(insightsIdOf({ window: 'yesterday' })).toBe(insightsIdOf(DAY));
    expect(insightsIdOf({ window: 'yesterday' }, '2026-11-22T10:00:00Z')).not.toBe(insightsIdOf(DAY));
    expect(acceptStart('insights', DAY, NOW).answersForMs).toBe(15 * 60_000);
  });

  it('gives other insights another workflow id', () => {
    const inputs = [
      { conversationIds: [ID] },
      { conversationIds: [OTHER_ID] },
      { conversationIds: [ID], onPersonalData: 'redact' },
      { conversationIds: [ID], confidenceThreshold: 0.7500001 },
      { conversationIds: [ID], maxInsights: 7 },
      DAY,
    ];
    expect(new Set(inputs.map((input) => insightsIdOf(input))).size).toBe(inputs.length);
  });

  it('starts the insights of a day that was named with the day that it was', () => {
    const { input, plan } = acceptStart('insights', { window: 'yesterday', timeZone: 'Europe/Berlin' }, NOW);
    const day = { from: '2026-11-19T23:00:00Z', to: '2026-11-20T23:00:00Z' };
    expect(JSON.parse(JSON.stringify(input))).toEqual(day);
    expect(plan).toMatchObject({ interval: day, conversationIds: null });
    expect(insightsIdOf(input)).toBe(insightsIdOf({ window: 'yesterday', timeZone: 'Europe/Berlin' }));
  });

  it('shows how many conversations were named, not which', () => {
    const { summary, plan } = acceptStart('insights', { conversationIds: [ID, OTHER_ID] }, NOW);
    expect(plan).toMatchObject({ conversationIds: 2, interval: null });
    expect(JSON.stringify([summary, plan])).not.toContain(ID);
  });
});
