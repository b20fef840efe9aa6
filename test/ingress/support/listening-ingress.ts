import type { AddressInfo } from 'node:net';
import { Secret } from '../../../src/domain/secret.js';
import {
  createIngress,
  type InboxEntry,
  type IngressLog,
  type IngressOptions,
} from '../../../src/ingress/index.js';
import { createMemoryInbox, type MemoryInbox } from './memory-inbox.js';

export const OLD_SECRET = `whsec_${Buffer.from('the key that is being rotated out').toString('base64')}`;
export const NEW_SECRET = 'a plain text secret';
export const BEARER = 'token-of-a-data-action';

export type ListeningIngress = {
  readonly port: number;
  readonly inbox: MemoryInbox;
  readonly received: InboxEntry[];
  /** Conversations that any event has told of. */
  readonly known: Set<string>;
  /** JSON of each line. */
  readonly logged: string[];
  close(): Promise<void>;
};

/** A real ingress on the loopback interface that knows two secrets and a bearer token. */
export async function listeningIngress(options: Partial<IngressOptions> = {}): Promise<ListeningIngress> {
  const inbox = createMemoryInbox();
  const received: InboxEntry[] = [];
  const known = new Set<string>();
  const logged: string[] = [];
  const line = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  const log: IngressLog = { info: line, warn: line, error: line };
  const app = createIngress({
    secrets: [new Secret(NEW_SECRET), new Secret(OLD_SECRET)],
    bearer: new Secret(BEARER),
    inbox,
    now: () => new Date(),
    log,
    isReady: async () => true,
    ...options,
    onReceived: (entry) => {
      received.push(entry);
      if (entry.conversationId !== null) known.add(entry.conversationId);
      options.onReceived?.(entry);
    },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, inbox, received, known, logged, close: () => app.close() };
}
