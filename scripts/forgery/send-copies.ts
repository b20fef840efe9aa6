import { createDispatcher, type InboxEntry } from '../../src/ingress/index.js';
import { listeningIngress } from '../../test/ingress/support/listening-ingress.js';
import { sendRaw } from '../../test/ingress/support/send-raw.js';
import { standardRequest } from '../../test/ingress/support/signed-requests.js';

/** Copies of one event, sent at once: how many were accepted, and how many signals they led to. */
export async function sendCopies(copies: number): Promise<{ accepted: number; effects: number }> {
  let effects = 0;
  let dispatch: (entry: InboxEntry) => void = () => undefined;
  const ingress = await listeningIngress({ onReceived: (entry) => dispatch(entry) });
  const session = { workflowId: 'session/order-17' };
  const dispatcher = createDispatcher({
    inbox: ingress.inbox,
    sessions: { findByConversation: async () => session, findBySessionKey: async () => session },
    signal: async () => {
      effects += 1;
      return 'signalled';
    },
    correlations: { runsWith: async () => [] },
    insightUpdated: async () => undefined,
    startInteraction: async () => undefined,
    now: () => new Date(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  dispatch = dispatcher.dispatch;
  const request = standardRequest();
  const answers = await Promise.all(Array.from({ length: copies }, () => sendRaw(ingress.port, request)));
  await dispatcher.idle();
  await ingress.close();
  return { accepted: answers.filter(({ status }) => status === 202).length, effects };
}
