import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RETRY_AFTER_MS, retryAfterMs } from '../../src/gateways/retry-after.js';

const NOW_MS = Date.parse('2026-11-20T12:00:00Z');
const inBrackets = 'Rate limit exceeded the maximum. Retry the request in [42] seconds';

type Row = {
  name: string;
  headers?: Record<string, string | string[] | undefined>;
  message?: string;
  waitMs: number | null;
};

describe('retryAfterMs', () => {
  it.each<Row>([
    { name: 'nothing', waitMs: null },
    { name: 'seconds', headers: { 'retry-after': '42' }, waitMs: 42_000 },
    { name: 'no seconds', headers: { 'retry-after': '0' }, waitMs: 0 },
    { name: 'seconds with blanks', headers: { 'retry-after': ' 42 ' }, waitMs: 42_000 },
    { name: 'a fraction of a second', headers: { 'retry-after': '0.0001' }, waitMs: 1 },
    { name: 'negative seconds', headers: { 'retry-after': '-5' }, waitMs: null },
    { name: 'seconds as a power', headers: { 'retry-after': '1e9' }, waitMs: null },
    { name: 'a word', headers: { 'retry-after': 'soon' }, waitMs: null },
    { name: 'an empty value', headers: { 'retry-after': '' }, waitMs: null },
    { name: 'a year', headers: { 'retry-after': '2026-11-20' }, waitMs: null },
    { name: 'a longer time than the cap', headers: { 'retry-after': '86400' }, waitMs: MAX_RETRY_AFTER_MS },
    {
      name: 'more digits than a number',
      headers: { 'retry-after': '9'.repeat(400) },
      waitMs: MAX_RETRY_AFTER_MS,
    },
    { name: 'a date', headers: { 'retry-after': 'Fri, 20 Nov 2026 12:01:30 GMT' }, waitMs: 90_000 },
    {
      name: 'a date that has passed',
      headers: { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' },
      waitMs: 0,
    },
    {
      name: 'a far date',
      headers: { 'retry-after': 'Sat, 20 Nov 2027 12:00:00 GMT' },
      waitMs: MAX_RETRY_AFTER_MS,
    },
    {
      name: 'a date that is none',
      headers: { 'retry-after': 'Fri, 99 Nov 2026 12:00:00 GMT' },
      waitMs: null,
    },
    { name: 'several values', headers: { 'retry-after': ['3', '9'] }, waitMs: 3000 },
    { name: 'an empty list', headers: { 'retry-after': [] }, waitMs: null },
    { name: 'a reset', headers: { 'inin-ratelimit-reset': '61' }, waitMs: 61_000 },
    { name: 'a reset that is garbage', headers: { 'inin-ratelimit-reset': 'x' }, waitMs: null },
    { name: 'several resets', headers: { 'inin-ratelimit-reset': ['7', '8'] }, waitMs: 7000 },
    { name: 'a message', message: inBrackets, waitMs: 42_000 },
    { name: 'a message with another number', message: 'Retry after 42 tries', waitMs: null },
    { name: 'a message with a negative number', message: 'Retry the request in [-1] seconds', waitMs: null },
    {
      name: 'header before reset before message',
      headers: { 'retry-after': '5', 'inin-ratelimit-reset': '61' },
      message: inBrackets,
      waitMs: 5000,
    },
    {
      name: 'a header of zero, which is an answer',
      headers: { 'retry-after': '0', 'inin-ratelimit-reset': '61' },
      waitMs: 0,
    },
    {
      name: 'the reset where the header is garbage',
      headers: { 'retry-after': '-5', 'inin-ratelimit-reset': '61' },
      message: inBrackets,
      waitMs: 61_000,
    },
    {
      name: 'the message where both headers are garbage',
      headers: { 'retry-after': 'never', 'inin-ratelimit-reset': '' },
      message: inBrackets,
      waitMs: 42_000,
    },
  ])('reads $name as $waitMs', ({ headers = {}, message = null, waitMs }) => {
    expect(retryAfterMs({ status: 429, headers, message }, NOW_MS)).toBe(waitMs);
  });

  it.each([408, 500, 503])(
    'takes only Retry-After from a %i: the reset of a budget says nothing about an outage',
    (status) => {
      const reset = { 'inin-ratelimit-reset': '61' };
      expect(retryAfterMs({ status, headers: reset, message: inBrackets }, NOW_MS)).toBeNull();
      expect(retryAfterMs({ status, headers: { ...reset, 'retry-after': '5' }, message: null }, NOW_MS)).toBe(
        5_000,
      );
    },
  );

  it('never gives less than nothing or more than the cap, whatever comes', () => {
    const text = fc.oneof(fc.string(), fc.double().map(String), fc.date({ noInvalidDate: true }).map(String));
    fc.assert(
      fc.property(text, text, text, (header, reset, message) => {
        const headers = { 'retry-after': header, 'inin-ratelimit-reset': reset };
        const waitMs = retryAfterMs({ status: 429, headers, message }, NOW_MS);
        if (waitMs === null) return;
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
      }),
    );
  });
});
