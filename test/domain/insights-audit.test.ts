import { describe, expect, it } from 'vitest';
import { insightsEntry, insightsRunEntry } from '../../src/domain/insights-audit.js';
import {
  NO_INSIGHTS,
  withConversation,
  type ConversationInsights,
} from '../../src/domain/insights-summary.js';
import { conversationInsights } from '../support/conversation-insights.js';

const AT = '2026-11-20T12:00:00Z';
const entryOf = (changes: Partial<ConversationInsights> = {}, pageSize = 200) =>
  insightsEntry(conversationInsights(changes), { timestamp: AT, pageSize });
const UNREAD = {
  ...{ reported: null, fetched: 0, unique: 0, passed: 0, held: 0, heldForPersonalData: 0, heldBecause: {} },
  ...{ pages: 0, requests: 0, latencyMs: null, delivered: 0 },
};

describe('the entry of a conversation', () => {
  it('has the document’s fields, and the counts for each verdict', () => {
    expect(entryOf()).toStrictEqual({
      timestamp: AT,
      action: 'insight_retrieval',
      interaction_id: '00000000-0000-4000-8000-000000000001',
      insight_count: 2,
      latency_ms: 12,
      utilization_rate: 0.01,
      governance_pass: false,
      crm_webhook_status: 'delivered',
      passed: 1,
      redacted: 0,
      held: 1,
      held_because: { 'personalData:email': 1 },
      incomplete_because: [],
    });
  });

  it.each(['forbidden', 'notFound', 'unexpectedResponse'] as const)(
    'says nothing of what was %s',
    (stopped) => {
      expect(entryOf({ ...UNREAD, stopped })).toMatchObject({
        ...{ insight_count: null, latency_ms: null, utilization_rate: null, governance_pass: null },
        ...{ crm_webhook_status: null, incomplete_because: [stopped] },
      });
    },
  );

  it('says zero of what was read and had nothing', () => {
    const nothing = { ...UNREAD, reported: 0, pages: 1, requests: 1, latencyMs: 3.4 };
    expect(entryOf(nothing)).toMatchObject({
      ...{ insight_count: 0, latency_ms: 3, utilization_rate: 0, governance_pass: true },
      ...{ crm_webhook_status: null, incomplete_because: [] },
    });
  });

  it('tells how full the pages were, and not more', () => {
    expect(entryOf({ fetched: 30, pages: 3 }, 20).utilization_rate).toBe(0.5);
    expect(entryOf({ fetched: 60, pages: 3 }, 20).utilization_rate).toBe(1);
  });

  it.each([
    { of: 'stale insights only', held: 4, heldForPersonalData: 0, redacted: 0, passes: true },
    { of: 'masked ones only', held: 0, heldForPersonalData: 0, redacted: 2, passes: true },
    { of: 'one with personal data', held: 4, heldForPersonalData: 1, redacted: 0, passes: false },
  ])('passes governance: $passes, with $of', ({ held, heldForPersonalData, redacted, passes }) => {
    expect(entryOf({ held, heldForPersonalData, redacted }).governance_pass).toBe(passes);
  });

  it.each([
    { delivered: 0, failed: 0, status: null },
    { delivered: 2, failed: 0, status: 'delivered' },
    { delivered: 0, failed: 1, status: 'failed' },
    { delivered: 9, failed: 1, status: 'failed' },
  ])(
    'tells the worst delivery of $delivered delivered and $failed failed: $status',
    ({ status, ...counts }) => {
      expect(entryOf(counts).crm_webhook_status).toBe(status);
    },
  );
});

describe('the entry of a run', () => {
  const summary = (...all: readonly Partial<ConversationInsights>[]) =>
    all.map(conversationInsights).reduce(withConversation, NO_INSIGHTS);

  it('adds up, and vouches only for what is complete', () => {
    const run = { workflowId: 'insights/1', timestamp: AT };
    expect(insightsRunEntry(run, summary({}, { redacted: 1, held: 0 }))).toStrictEqual({
      timestamp: AT,
      action: 'insights_sync',
      workflow_id: 'insights/1',
      ...{ conversations: 2, unique: 4, passed: 2, redacted: 1, held: 1, complete: true },
    });
    expect(insightsRunEntry(run, summary({}, { ...UNREAD, stopped: 'forbidden' }))).toMatchObject({
      ...{ conversations: 2, unique: 2, complete: false },
    });
  });
});
