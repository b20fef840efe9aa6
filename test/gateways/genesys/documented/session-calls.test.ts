import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../../simulator/simulator.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createGenesysGateway, type GenesysGateway } from '../../../../src/gateways/genesys/index.js';
import type { VirtualAgentPlatform } from '../../../../src/gateways/genesys/ports.js';

/* The calls of a session, over a socket and against the simulator, which was written by somebody else from the same document. */

let simulator: Simulator;
let gateway: GenesysGateway;

beforeEach(async () => {
  simulator = await createSimulator({ conversations: 1, now: '2026-11-20T12:00:00Z' });
  const { clientId, clientSecret } = simulator.credentials;
  gateway = createGenesysGateway({
    profile: 'documented',
    baseUrl: simulator.url,
    loginUrl: simulator.url,
    credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
  });
});

afterEach(async () => {
  await gateway.close();
  await simulator.close();
});

const open = (sessionKey: string, queueId: string | null = null) =>
  gateway.virtualAgent.createConversation({
    ...{ sessionKey, botId: 'bot-1', to: [{ id: 'bot-1' }], from: { id: 'customer-42' }, type: 'chat' },
    ...{ attributes: { segment: 'premium' }, message: 'I want to cancel', queueId },
  });

async function activeOf(botId: string) {
  const found: { conversationId: string; sessionKey: string | null }[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<VirtualAgentPlatform['listActiveConversations']>> =
      await gateway.virtualAgent.listActiveConversations({ botId, cursor });
    found.push(...page.conversations);
    cursor = page.cursor;
    pages += 1;
  } while (cursor !== null);
  return { found, pages };
}

it('evaluates a message with an intent and one without', async () => {
  const evaluate = (text: string) => gateway.virtualAgent.evaluate({ text, botId: 'bot-1' });
  expect(await evaluate('confidence=0.42 sentiment=-0.8 intent=leave')).toEqual({
    intent: { name: 'leave', confidence: 0.42 },
    sentiment: -0.8,
  });
  expect(await evaluate('mumble')).toEqual({ intent: null, sentiment: 0 });
});

it('finds each of 230 conversations again by its key, over the pages of the list', async () => {
  const keys = Array.from({ length: 230 }, (_, index) => `order-${index}`);
  const created = await Promise.all(keys.map((key) => open(key)));
  const { found, pages } = await activeOf('bot-1');
  expect(pages).toBe(3);
  const byKey = new Map(found.map(({ sessionKey, conversationId }) => [sessionKey, conversationId]));
  expect(keys.map((key) => byKey.get(key))).toEqual(created.map(({ conversationId }) => conversationId));
  expect((await activeOf('bot-2')).found).toEqual([]);
});

it('routes to a queue where a person shall answer', async () => {
  await open('order-1', 'human-support');
  expect(simulator.conversations.ofSession('order-1').map(({ queueId }) => queueId)).toEqual([
    'human-support',
  ]);
});

it('reads the record of a conversation once it has ended, whatever empty pages come first', async () => {
  const { conversationId } = await open('order-1');
  const id = conversationId ?? '';
  const window = { from: '2026-11-20T12:00:00Z', to: '2026-11-21T12:00:00Z' };
  const fetch = (cursor: string | null) =>
    gateway.conversationRecords.fetchConversationRecord({ ...window, conversationId: id, cursor });
  expect(await fetch(null)).toEqual({ record: null, cursor: null });

  simulator.conversations.end(id, { at: '2026-11-20T12:05:00.500Z' });
  expect((await activeOf('bot-1')).found).toEqual([]);
  simulator.analytics.set({ emptyPages: 1 });
  const first = await fetch(null);
  expect(first.record).toBeNull();
  expect(await fetch(first.cursor)).toEqual({
    record: {
      startedAt: '2026-11-20T12:00:00Z',
      endedAt: '2026-11-20T12:05:00.500Z',
      resolution: 'resolved',
      durationMs: 300_500,
      hadAgent: null,
      externalTag: null,
      externalContactId: null,
    },
    cursor: null,
  });
});

it('registers a webhook', async () => {
  const webhook = { name: 'ends', url: 'http://127.0.0.1:9/webhook/conversation-ended' };
  const secret = new Secret('a-secret-of-16-characters');
  const { id } = await gateway.webhooks.registerConversationEnded({ ...webhook, secret });
  expect(id).not.toBe('');
});
