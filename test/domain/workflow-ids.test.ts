import { describe, expect, it } from 'vitest';
import { sentimentWorkflowId } from '../../src/domain/workflow-ids.js';

const day = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };

describe('sentimentWorkflowId', () => {
  // These strings are durable: another spelling would let the same question run twice after an upgrade.
  it.each([
    { options: {}, id: 'sentiment/2026-11-19T00:00:00Z/2026-11-20T00:00:00Z' },
    {
      options: { languages: ['en-US'] },
      id: 'sentiment/2026-11-19T00:00:00Z/2026-11-20T00:00:00Z/d2b766e8987ad308',
    },
    {
      options: { concurrency: 4, pushToCoaching: 'none' },
      id: 'sentiment/2026-11-19T00:00:00Z/2026-11-20T00:00:00Z/1e7efbc62867b491',
    },
  ])('is $id', ({ options, id }) => {
    expect(sentimentWorkflowId(day, options)).toBe(id);
  });

  it('is the same however the options are ordered, and another for another question', () => {
    const asked = sentimentWorkflowId(day, { concurrency: 4, pushToCoaching: 'none' });
    expect(sentimentWorkflowId(day, { pushToCoaching: 'none', concurrency: 4 })).toBe(asked);
    expect(sentimentWorkflowId(day, { pushToCoaching: 'all', concurrency: 4 })).not.toBe(asked);
    expect(sentimentWorkflowId({ ...day, to: '2026-11-20T00:00:01Z' }, {})).not.toBe(
      sentimentWorkflowId(day, {}),
    );
  });

  it('shows none of the ids that were asked for', () => {
    const conversationIds = ['3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d'];
    expect(sentimentWorkflowId(day, { conversationIds })).not.toContain('3b1f2c4d');
  });
});
