/** Durable names: they stand in histories for ever. `test/architecture/durable-names.test.ts` guards them. */
export const WORKFLOW_TASK_QUEUE = 'durable-genesys';
export const GENESYS_TASK_QUEUE = 'genesys-api';
/** Requests that a customer waits for: a queue of their own, because a batch would keep them waiting behind itself. */
export const GENESYS_LIVE_TASK_QUEUE = 'genesys-api-live';

/** Custom search attributes, registered by `client setup`; all are of type Keyword. */
export const SEARCH_ATTRIBUTES = {
  process: 'GenesysProcess',
  stage: 'GenesysStage',
  conversationId: 'GenesysConversationId',
} as const;

/** What `client start` takes. */
export const PROCESSES = ['sentiment', 'insights', 'session', 'csat'] as const;
export type StartedProcess = (typeof PROCESSES)[number];

/** `interaction` and `sweep` are started by events and by the worker, `redelivery` by `client deliveries retry`. */
export type Process = StartedProcess | 'interaction' | 'sweep' | 'redelivery';

/** Where deliveries go. */
export const SINKS = ['coaching', 'crm'] as const;
export type SinkName = (typeof SINKS)[number];

/** Where webhooks come in, below the public URL. */
export const WEBHOOK_PATHS = {
  conversation: '/webhook/conversation-ended',
  coaching: '/webhook/coaching',
  speech: '/webhook/speech',
} as const;
