import { describe, expect, it } from 'vitest';
import { axisText, countedText, countText, decimalText, shareText } from '../../src/report/number-text.js';

describe('numbers', () => {
  it('have a true minus, and none before a zero', () => {
    expect([decimalText(-0.25, 2), decimalText(-0.001, 2), decimalText(1234.5, 1)]).toEqual([
      '−0.25',
      '0.00',
      '1,234.5',
    ]);
    expect([axisText(-0.5), axisText(62.5), axisText(1000)]).toEqual(['−0.5', '62.5', '1,000']);
  });

  it('are counted in words that fit', () => {
    expect([countedText(1, 'page'), countedText(1200, 'page'), countText(0)]).toEqual([
      '1 page',
      '1,200 pages',
      '0',
    ]);
    expect(countedText(2, 'delivery', 'deliveries')).toBe('2 deliveries');
  });

  it('give no share of nothing, and never round a part to none or to all', () => {
    expect([shareText(0, 0), shareText(0, 9), shareText(9, 9), shareText(1, 3)]).toEqual([
      'none',
      '0\u00a0%',
      '100\u00a0%',
      '33.3\u00a0%',
    ]);
    expect([shareText(1, 100_000), shareText(99_999, 100_000)]).toEqual([
      'below 0.1\u00a0%',
      'above 99.9\u00a0%',
    ]);
  });
});
