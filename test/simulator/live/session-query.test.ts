import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionPage } from '../../../simulator/live/session-page.js';
import type { ErrorBody } from '../simulator-client.js';
import { createLiveSimulator, NOW, type LiveSimulator } from './live-simulator.js';

let world: LiveSimulator;
beforeEach(async () => {
  world = await createLiveSimulator();
});
afterEach(() => world.simulator.close());

const endTime = '2026-03-10T12:01:30.500Z';
async function ended(resolutionStatus: string | null = 'resolved'): Promise<string> {
  const id = await world.created();
  world.simulator.conversations.end(id, { resolutionStatus, at: endTime });
  return id;
}

describe('the details query by conversation', () => {
  it('answers with the fields that were selected, the duration in milliseconds', async () => {
    const id = await ended();
    expect(await world.record(id)).toMatchObject({ status: 200 });
    expect((await world.record(id)).body).toEqual({
      entities: [
        { conversationId: id, startTime: NOW, endTime, resolutionStatus: 'resolved', duration: 90_500 },
      ],
      total: 1,
    });
    expect((await world.record<SessionPage>(id, { select: ['duration'] })).body.entities).toEqual([
      { duration: 90_500 },
    ]);
  });

  it('leaves out a resolution that nobody told', async () => {
    const { body } = await world.record<SessionPage>(await ended(null));
    expect(body.entities[0]).not.toHaveProperty('resolutionStatus');
    expect(body.total).toBe(1);
  });

  it('knows only conversations that have ended and began in the interval', async () => {
    const nothing = { entities: [], total: 0 };
    const active = await world.created();
    expect((await world.record(active)).body).toEqual(nothing);
    const id = await ended();
    expect((await world.record(id, { dateFrom: '2026-03-10T12:00:01Z' })).body).toEqual(nothing);
    expect((await world.record(id, { dateTo: NOW })).body).toEqual(nothing);
    expect((await world.record(id, { dateFrom: NOW })).body).toMatchObject({ total: 1 });
    world.simulator.conversations.reopen(id);
    expect((await world.record(id)).body).toEqual(nothing);
  });

  it('tells of a conversation of the organisation what it is, and no end of one that is active', async () => {
    const { simulator } = world;
    await simulator.close();
    world = await createLiveSimulator({ conversations: 200, days: 1 });
    const { conversations, period } = world.simulator.organisation;
    const window = { dateFrom: period.from, dateTo: period.to };
    let active = 0;
    for (let index = 0; index < conversations.size; index += 1) {
      const { id, startedAt, endedAt, resolutionStatus } = conversations.at(index);
      const { status, body } = await world.record<SessionPage>(id, window);
      const [entity] = body.entities;
      expect(status).toBe(200);
      expect(entity).toMatchObject({ conversationId: id, startTime: startedAt });
      if (endedAt === null) {
        active += 1;
        expect(Object.keys(entity ?? {})).toEqual(['conversationId', 'startTime']);
      } else {
        expect(entity).toMatchObject({ endTime: endedAt, resolutionStatus });
        expect(entity?.duration).toBe(Date.parse(endedAt) - Date.parse(startedAt));
      }
    }
    expect(active).toBeGreaterThan(0);
    expect(active).toBeLessThan(20);
  });

  it('knows no end of a conversation of the organisation that lies ahead of what analytics know', async () => {
    const conversation = world.simulator.organisation.conversations.at(0);
    const window = { dateFrom: world.simulator.organisation.period.from };
    const entity = async () => (await world.record<SessionPage>(conversation.id, window)).body.entities[0];
    world.simulator.clock.set(conversation.startedAt);
    expect(await entity()).not.toHaveProperty('endTime');
    world.simulator.clock.set(conversation.endedAt ?? '');
    expect(await entity()).toHaveProperty('endTime', conversation.endedAt);
    world.simulator.analytics.set({ delayMs: 1 });
    expect(await entity()).not.toHaveProperty('endTime');
  });

  it('finds nothing when two filters contradict each other', async () => {
    const values = [await ended(), await ended()];
    const filter = values.map((value) => ({ dimension: 'conversationId', operator: 'equals', value }));
    expect((await world.record('', { filter })).body).toEqual({ entities: [], total: 0 });
  });

  it('finds a conversation only when analytics have caught up by the clock', async () => {
    expect((await world.put('/simulator/analytics', { delayMs: 60_000 })).status).toBe(200);
    const id = await ended();
    expect((await world.record(id)).body).toMatchObject({ total: 0 });
    world.simulator.clock.set('2026-03-10T12:00:59.999Z');
    expect((await world.record(id)).body).toMatchObject({ total: 0 });
    world.simulator.clock.set('2026-03-10T12:01:00Z');
    expect((await world.record(id)).body).toMatchObject({ total: 1 });
  });

  it('comes after as many empty pages as were asked for, each with a token that only this query can use', async () => {
    world.simulator.analytics.set({ emptyPages: 1 });
    const id = await ended();
    const { body: first } = await world.record<SessionPage>(id);
    expect(first).toMatchObject({ entities: [], total: 1, nextPageToken: expect.any(String) as string });
    const next = { nextPageToken: first.nextPageToken };
    const { body: second } = await world.record<SessionPage>(id, next);
    expect(second.entities).toHaveLength(1);
    expect(second).not.toHaveProperty('nextPageToken');
    expect((await world.record(id, { ...next, select: ['duration'] })).status).toBe(400);
  });

  const filterOf = (changes: object) => ({
    filter: [{ dimension: 'conversationId', operator: 'equals', value: crypto.randomUUID(), ...changes }],
  });

  it.each([
    ['an empty filter', { filter: [] }, 'filter'],
    ['another dimension', filterOf({ dimension: 'queueId' }), 'filter.0.dimension'],
    ['another operator', filterOf({ operator: 'matches' }), 'filter.0.operator'],
    ['an id that is none', filterOf({ value: 'key-1' }), 'filter.0.value'],
    ['the size of the other form', { size: 100 }, 'body'],
    ['a field that nobody knows', { select: ['sentiment.score'] }, 'select.0'],
    ['nothing selected', { select: [] }, 'select'],
    ['a date that is none', { dateFrom: 'yesterday' }, 'dateFrom'],
    ['an interval that is empty', { dateTo: '2026-03-09T12:00:00Z' }, 'dateTo'],
    ['an interval of more than 31 days', { dateTo: '2026-04-10T12:00:00Z' }, 'dateTo'],
    ['a token that is not of it', { nextPageToken: 'abc' }, 'nextPageToken'],
  ])('refuses %s', async (_, changes, fieldName) => {
    const id = await ended();
    const { status, body } = await world.record<ErrorBody>(id, changes);
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe(fieldName);
  });
});
