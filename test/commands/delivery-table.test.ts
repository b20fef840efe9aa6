import { describe, expect, it } from 'vitest';
import { deliveryLine, DELIVERY_TITLES, type FailedLine } from '../../src/commands/delivery-table.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const FAILED: FailedLine = {
  sink: 'crm',
  subject: 'virtual_agent_session/key-1',
  attempts: 3,
  attemptedAt: new Date('2026-11-21T09:18:00Z'),
  reason: 'HTTP 422',
  skippedBecause: null,
};

describe('the table of failed deliveries', () => {
  it('tells when, where, how often, why and of what', () => {
    expect([DELIVERY_TITLES, deliveryLine(FAILED, NOW)]).toEqual([
      '  TRIED  SINK      TRIES  REASON                    SUBJECT',
      '    42m  crm           3  HTTP 422                  virtual_agent_session/key-1',
    ]);
  });

  it('shows why a delivery is not sent again instead of why it failed', () => {
    expect(deliveryLine({ ...FAILED, skippedBecause: 'superseded' }, NOW)).toContain('  superseded  ');
  });

  it('leaves open what is not known', () => {
    expect(deliveryLine({ ...FAILED, attempts: 0, attemptedAt: null, reason: null }, NOW)).toBe(
      '      -  crm           0  -                         virtual_agent_session/key-1',
    );
  });

  it('keeps to 80 columns, whatever stands in it', () => {
    const long = {
      ...FAILED,
      sink: 'coaching' as const,
      subject: 'agent_assist_insights_sync/0b6f3c1e-8a54-4a9b-9d2e-5f7c1a2b3c4d/1',
      attempts: 12_345,
      attemptedAt: new Date('2020-01-01T00:00:00Z'),
      reason: 'given up: no answer (UND_ERR_HEADERS_TIMEOUT)',
    };
    expect(deliveryLine(long, NOW)).toHaveLength(79);
    expect(deliveryLine(long, NOW)).toMatch(/ agent_assist_…[0-9a-f]{11}\/1$/);
  });
});
