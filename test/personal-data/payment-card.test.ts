import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('payment cards', () => {
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '5555-5555-5555-4444',
    '3782 822463 10005',
    '30569309025904',
    '6011.0009.9013.9424',
    '3530111333300000',
    '2223003122003222',
    '4222222222222',
    '6759649826438453',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
  ])('are found: %s', (card) => {
    expect(found(`paid with ${card}, twice`)).toEqual([`paymentCard: ${card}`]);
  });

  it('are found behind another number and before an expiry date', () => {
    expect(found('no. 12 4111 1111 1111 1111 12/27')).toEqual(['paymentCard: 4111 1111 1111 1111']);
  });

  it('end where the grouping ends, whatever more digits would make of them', () => {
    for (let code = 100; code < 200; code++) {
      expect(found(`4111 1111 1111 1111, ${code}`)).toEqual(['paymentCard: 4111 1111 1111 1111']);
    }
  });

  it.each([
    ['one digit is wrong', '4111111111111112'],
    ['no scheme begins so', '9111111111111111'],
    ['an IMEI is no card', '490154203237518'],
    ['it is too long', '41111111111111111111'],
    ['it is a part of a word', 'ref_4111111111111111'],
  ])('are not seen where %s', (_, number) => {
    expect(found(`number ${number} here`)).toEqual([]);
  });
});
