import { MockAgent, type Interceptable } from 'undici';

export type MockHost = { readonly agent: MockAgent; readonly host: Interceptable };

/** A host that answers only what a test tells it to; any other connection fails. */
export function createMockHost(origin: string): MockHost {
  const agent = new MockAgent();
  agent.disableNetConnect();
  return { agent, host: agent.get(origin) };
}
