import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../../../simulator/simulator.js';
import type { ConversationFacts } from '../../../../src/domain/conversation-facts.js';
import { Secret } from '../../../../src/domain/secret.js';
import type { ScoreShare } from '../../../../src/domain/sentiment.js';
import type { GenesysGateway } from '../../../../src/gateways/genesys/index.js';
import { GenesysNotYetError } from '../../../../src/gateways/genesys/errors.js';
import type { SentimentQuery } from '../../../../src/gateways/genesys/ports.js';
import { createPlatformSentimentSource } from '../../../../src/gateways/genesys/platform/sentiment.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { createMockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';
import { createPlatformHost, DAY, type PlatformHost } from './platform-host.js';

const QUERY = 'POST /api/v2/analytics/conversations/details/query';
const JOBS = 'POST /api/v2/analytics/conversations/details/jobs';

/** All that a slice gives, page after page. */
type Read = {
  readonly ids: readonly string[];
  readonly facts: readonly ConversationFacts[];
  readonly shares: readonly ScoreShare[];
  readonly outside: number;
  readonly reported: number | null;
  readonly requests: number;
};

describe('sentiment of the published API', () => {
  let host: PlatformHost;
  let simulator: Simulator;
  let gateway: GenesysGateway;
  beforeAll(async () => {
    host = await createPlatformHost();
    ({ simulator, gateway } = host);
  });
  afterEach(() => simulator.platform.settings.set({}));
  afterAll(() => host.close());

  async function readAll(query: SentimentQuery): Promise<Read> {
    const pages = [];
    for (let cursor: string | null = null; ;) {
      const page = await gateway.sentiment.fetchSentimentPage(query, { cursor });
      pages.push(page);
      cursor = page.cursor;
      if (cursor === null) break;
    }
    return {
      ids: pages.flatMap(({ sentiments }) => sentiments.map(({ conversationId }) => conversationId)),
      facts: pages.flatMap(({ facts = [] }) => facts),
      shares: pages.flatMap(({ shares = [] }) => shares),
      outside: pages.reduce((sum, { outside = 0 }) => sum + outside, 0),
      reported: pages.findLast(({ reported }) => reported !== null)?.reported ?? null,
      requests: pages.length,
    };
  }
  const truthOf = ({ from, to }: { from: string; to: string }) => {
    const { conversations } = simulator.organisation;
    const first = conversations.firstIndexFrom(Date.parse(from));
    return Array.from({ length: conversations.firstIndexFrom(Date.parse(to)) - first }, (_, at) =>
      conversations.at(first + at),
    );
  };
  const meansOf = (shares: readonly ScoreShare[]) => {
    const totals = new Map<string, { sum: number; count: number }>();
    for (const { conversationId, sum, count } of shares) {
      const known = totals.get(conversationId) ?? { sum: 0, count: 0 };
      totals.set(conversationId, { sum: known.sum + sum, count: known.count + count });
    }
    return new Map(
      Array.from(totals, ([id, { sum, count }]) => [id, Math.round((sum / count) * 100) / 10_000]),
    );
  };

  it('brings each conversation of a day once, and its score', async () => {
    const { ids, shares, outside, reported } = await readAll(DAY);
    const truth = truthOf(DAY);
    expect(ids).toEqual(truth.map(({ id }) => id));
    expect({ outside, reported }).toEqual({ outside: 0, reported: truth.length });
    const tail = await readAll({ from: DAY.to, to: '2026-11-17T06:00:00Z', scoresOnly: true });
    const means = meansOf([...shares, ...tail.shares]);
    const analysed = truth.filter(({ mediaType }) => mediaType !== 'message' && mediaType !== 'email');
    for (const { id, sentiment } of analysed) expect(means.get(id) ?? null).toBe(sentiment?.score ?? null);
    expect(tail.ids).toEqual([]);
  });

  it('brings what began in a part of a day, and counts the rest as outside', async () => {
    const part = { from: '2026-11-16T09:00:00Z', to: '2026-11-16T11:30:00Z' };
    const { ids, outside, reported } = await readAll(part);
    expect(ids).toEqual(truthOf(part).map(({ id }) => id));
    expect(outside + ids.length).toBe(reported);
    expect(outside).toBeGreaterThan(100);
  });

  it.each([
    [
      'queueIds',
      ({ queue }: { queue: string }) =>
        simulator.organisation.queueIds[simulator.organisation.queues.indexOf(queue)],
    ],
    ['mediaTypes', ({ mediaType }: { mediaType: string }) => mediaType],
    ['directions', ({ direction }: { direction: string }) => direction],
    ['agentIds', ({ agentId }: { agentId: string }) => agentId],
    ['divisionIds', ({ divisionId }: { divisionId: string }) => divisionId],
  ] as const)('narrows by %s in the bucket that Genesys looks in', async (field, valueOf) => {
    simulator.speech.settings.set({ severalAgentsShare: 0 });
    const truth = truthOf(DAY);
    const value = String(valueOf(truth[0] as never));
    const { ids, outside } = await readAll({ ...DAY, [field]: [value] });
    expect(ids).toEqual(truth.filter((one) => valueOf(one as never) === value).map(({ id }) => id));
    // Nothing came that was not asked for: had the filter been ignored, the whole day had.
    expect(outside).toBe(0);
    simulator.speech.settings.set({});
  });

  it('reads named conversations by their ids, with their scores', async () => {
    const truth = truthOf(DAY).slice(0, 130);
    const conversationIds = [...truth.map(({ id }) => id), '00000000-0000-4000-8000-000000000000'];
    const week = { from: '2026-11-13T00:00:00Z', to: '2026-11-20T00:00:00Z' };
    const { ids, shares, reported, requests } = await readAll({ ...week, conversationIds });
    expect([...ids].sort()).toEqual(truth.map(({ id }) => id).sort());
    expect(reported).toBe(truth.length);
    expect(new Set(shares.map(({ conversationId }) => conversationId)).size).toBeGreaterThan(60);
    // Two hundreds of records, and three fifties of scores.
    expect(requests).toBe(2 + 3);
  });

  it('goes by job where the query is forbidden, and knows no total then', async () => {
    simulator.platform.settings.set({ forbidden: [QUERY], jobPolls: 0 });
    const { ids, reported } = await readAll(DAY);
    expect(ids).toEqual(truthOf(DAY).map(({ id }) => id));
    expect(reported).toBeNull();
  });

  it('waits for a job, and for the data that it would need', async () => {
    simulator.platform.settings.set({ forbidden: [QUERY], jobPolls: 1, availabilityLagMs: 0 });
    const at = async (cursor: string | null) => gateway.sentiment.fetchSentimentPage(DAY, { cursor });
    const availability = (await at(null)).cursor;
    const submit = (await at(availability)).cursor;
    const job = (await at(submit)).cursor;
    expect(await rejectionOf(at(job))).toMatchObject({ name: 'GenesysNotYetError', retryAfterMs: 5000 });
    const results = (await at(job)).cursor;
    expect((await at(results)).sentiments.length).toBeGreaterThan(100);
    simulator.platform.settings.set({ forbidden: [QUERY], availabilityLagMs: 4 * 86_400_000 });
    expect(await rejectionOf(at(availability))).toBeInstanceOf(GenesysNotYetError);
  });

  it('fails as forbidden where neither way is allowed', async () => {
    simulator.platform.settings.set({ forbidden: [QUERY, JOBS] });
    expect(await rejectionOf(readAll(DAY))).toMatchObject({ name: 'GenesysHttpError', status: 403 });
  });

  it('tells of the last queue and agent, of the medium of the customer, and of what is open', async () => {
    const { facts } = await readAll(DAY);
    const truth = truthOf(DAY);
    expect(facts.map(({ mediaType }) => mediaType)).toEqual(truth.map(({ mediaType }) => mediaType));
    expect(facts.filter(({ endedAt }) => endedAt === null)).toHaveLength(
      truth.filter(({ endedAt }) => endedAt === null).length,
    );
    const spoken = truth.map(({ id }) =>
      simulator.platform.spoken.partsAt(simulator.organisation.conversations.indexOf(id) ?? 0),
    );
    expect(facts.map(({ agentIds }) => agentIds)).toEqual(
      spoken.map((parts) => parts.map(({ agentId }) => agentId)),
    );
  });

  it('refuses languages by name, and a cursor of another profile', async () => {
    expect(gateway.sentiment.refusals({ languages: ['de'] })).toMatchObject([{ field: 'languages' }]);
    expect(gateway.sentiment.refusals({ queueIds: ['a'] })).toEqual([]);
    const read = gateway.sentiment.fetchSentimentPage(DAY, { cursor: 'a token of the documents' });
    expect(String(await rejectionOf(read))).toMatch(/begun with another profile/);
  });

  it('cuts at UTC midnight, and reads scores of three days more, as far as they have passed', () => {
    const window = { from: '2026-11-14T10:30:00Z', to: '2026-11-16T02:00:00Z' };
    expect(gateway.sentiment.slices(window, { atLeast: 48, now: '2026-11-17T00:00:00Z' })).toEqual([
      { from: '2026-11-14T10:30:00Z', to: '2026-11-15T00:00:00Z' },
      { from: '2026-11-15T00:00:00Z', to: '2026-11-16T00:00:00Z' },
      { from: '2026-11-16T00:00:00Z', to: '2026-11-16T02:00:00Z' },
      { from: '2026-11-16T02:00:00Z', to: '2026-11-17T00:00:00Z', scoresOnly: true },
    ]);
    expect(gateway.sentiment.slices(window, { atLeast: 1, now: window.to })).toHaveLength(3);
  });
});

it('goes by job for a day that lies too deep for the query, and remembers how many there were', async () => {
  const url = 'https://genesys.example';
  const { agent, host } = createMockHost(url);
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  const source = createPlatformSentimentSource(createTransport({ baseUrl: url, tokens, dispatcher: agent }));
  host.intercept({ path: QUERY.split(' ')[1] ?? '', method: 'POST' }).reply(200, { totalHits: 100_001 });
  const { cursor, sentiments } = await source.fetchSentimentPage(DAY, { cursor: null });
  expect({ next: JSON.parse(String(cursor)) as unknown, sentiments }).toEqual({
    next: { of: 'availability', total: 100_001 },
    sentiments: [],
  });
  await agent.close();
});
