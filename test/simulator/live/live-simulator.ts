import type { LiveConversation } from '../../../simulator/live/conversation.js';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../simulator/simulator.js';
import { accessTokenOf, call, DETAILS_QUERY, type Answer } from '../simulator-client.js';

export const BOT = 'bot-1';
export const NOW = '2026-03-10T12:00:00.000Z';

/** A simulator with a client that has a token; its clock stands still unless told otherwise. */
export async function createLiveSimulator(options: SimulatorOptions = {}) {
  const simulator: Simulator = await createSimulator({ conversations: 1, now: NOW, ...options });
  const headers = { authorization: `Bearer ${await accessTokenOf(simulator)}` };
  const get = <Body>(path: string): Promise<Answer<Body>> => call<Body>(simulator.url + path, { headers });
  const post = <Body>(path: string, body?: unknown): Promise<Answer<Body>> =>
    call<Body>(simulator.url + path, { method: 'POST', headers, body });
  const put = <Body>(path: string, body: unknown): Promise<Answer<Body>> =>
    call<Body>(simulator.url + path, { method: 'PUT', body });

  const create = (changes: object = {}) =>
    post<LiveConversation>('/api/v2/conversations', {
      to: [{ id: BOT, name: 'Support' }],
      from: { id: 'customer-1' },
      type: 'chat',
      attributes: { sessionKey: 'key-1' },
      ...changes,
    });
  return {
    simulator,
    get,
    post,
    put,
    create,
    created: async (changes: object = {}) => (await create(changes)).body.id,
    active: <Body>(query = '') => get<Body>(`/api/v2/conversations?to.id=${BOT}&state=active${query}`),
    record: <Body>(conversationId: string, changes: object = {}) =>
      post<Body>(DETAILS_QUERY, {
        dateFrom: '2026-03-09T12:00:00Z',
        dateTo: '2026-03-11T12:00:00Z',
        filter: [{ dimension: 'conversationId', operator: 'equals', value: conversationId }],
        select: ['conversationId', 'startTime', 'endTime', 'resolutionStatus', 'duration'],
        ...changes,
      }),
    register: (url: string, changes: object = {}) =>
      post<{ id: string }>('/api/v2/integrations/webhooks', {
        name: 'CRM',
        url,
        events: ['conversation:ended'],
        ...changes,
      }),
  };
}

export type LiveSimulator = Awaited<ReturnType<typeof createLiveSimulator>>;
