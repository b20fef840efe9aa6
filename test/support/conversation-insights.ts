import type { ConversationInsights } from '../../src/domain/insights-summary.js';

/** What a run knows of a conversation with two insights, one of which passed. */
export const conversationInsights = (changes: Partial<ConversationInsights> = {}): ConversationInsights => ({
  conversationId: '00000000-0000-4000-8000-000000000001',
  stopped: null,
  reported: 2,
  fetched: 2,
  unique: 2,
  malformed: 0,
  foreign: 0,
  passed: 1,
  redacted: 0,
  held: 1,
  heldForPersonalData: 1,
  heldBecause: { 'personalData:email': 1 },
  pages: 1,
  requests: 1,
  latencyMs: 12,
  delivered: 1,
  failed: 0,
  ...changes,
});
