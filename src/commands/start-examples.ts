import type { StartedProcess } from '../domain/names.js';

/** The least input of each process, in the lines that `start --help` has room for. */
export const START_EXAMPLES: Readonly<Record<StartedProcess, readonly string[]>> = {
  sentiment: ['{"window": "yesterday"}'],
  insights: ['{"window": "yesterday"}'],
  session: [
    '{"sessionKey": "order-1", "from": {"id": "customer-1"},',
    ' "to": [{"id": "bot-1"}], "type": "chat", "message": "Hello"}',
  ],
};
