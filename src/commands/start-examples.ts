import type { StartedProcess } from '../domain/names.js';

/** The least input of each process, in the lines that `start --help` has room for. */
export const START_EXAMPLES: Readonly<Record<StartedProcess, readonly string[]>> = {
  sentiment: ['{"window": "yesterday"}'],
  insights: ['{"window": "yesterday"}'],
  csat: [
    '{"window": "last-7d",',
    ' "modelId": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",',
    ' "csatRange": {"min": 1, "max": 5}, "csatThreshold": 4}',
  ],
  session: [
    '{"sessionKey": "order-1", "from": {"id": "customer-1"},',
    ' "to": [{"id": "bot-1"}], "type": "chat", "message": "Hello"}',
  ],
};
