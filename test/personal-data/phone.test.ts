import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('phone numbers', () => {
  it.each([
    ['call +1 212 555 0143 now', '+1 212 555 0143'],
    ['+49 (0)30 23125 123', '+49 (0)30 23125 123'],
    ['00 44 7700 900123', '00 44 7700 900123'],
    ['+442079460018', '+442079460018'],
    ['(212) 555-0143', '(212) 555-0143'],
    ['ab 06 39 98 12 34', '06 39 98 12 34'],
    ['0171 3920012 ist neu', '0171 3920012'],
    ['06-12345678', '06-12345678'],
    ['(11) 91234-5678', '(11) 91234-5678'],
    ['o 612 345 678', '612 345 678'],
    ['０９０−１２３４−５６７８', '０９０−１２３４−５６７８'],
    ['phone: 2125550143', '2125550143'],
    ['Telefon 03023125123', '03023125123'],
    ['order by phone 212 555 0143', '212 555 0143'],
  ])('are found in %j', (text, phone) => {
    expect(found(text)).toEqual([`phone: ${phone}`]);
  });

  it('end before a number that is none of their digits', () => {
    expect(found('+49 30 23125 123 20261120')).toEqual(['phone: +49 30 23125 123']);
  });

  it('are all found where one follows another', () => {
    expect(found('212-555-0143 212-555-0144 212-555-0145')).toHaveLength(3);
  });

  it.each([
    'order 4085551234',
    'ticket 212-555-0143',
    'Bestellnummer 0171 3920012',
    '2026-11-20 10:30',
    '20.11.2026',
    '612 345 678 €',
    '12 345 678 901',
    '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    '+1 item',
    'call volume rose by 2125550',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('beyond those that the library is asked for are taken for what they look like', () => {
    const invalid = (n: number) => `+999 1234 ${1000 + n}`;
    const texts = Array.from({ length: 40 }, (_, n) => invalid(n));
    expect(found(String(texts[0]))).toEqual([]);
    expect(found(texts.join(', ')).length).toBeGreaterThan(0);
  });
});
