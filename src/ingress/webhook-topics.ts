import type { Topic } from './ports.js';

/** Addresses are configured at the senders: they never change. */
export const WEBHOOK_TOPICS: Readonly<Record<string, Topic>> = {
  '/webhook/conversation-ended': 'conversation',
  '/webhook/coaching': 'coaching',
  '/webhook/speech': 'speech',
};
