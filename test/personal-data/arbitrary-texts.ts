import fc from 'fast-check';
import { labelledTexts, maskedTexts } from './labelled/labelled-texts.js';

/** Pieces of what detectors look for, so that chance puts together what nobody would write. */
const PIECES = [
  ...'@. -+()/:,\n\0[]*"１−’様。é',
  ...['a', 'Anna', 'x', '1', '12', '030', '0171', '4111', '1111', '555', 'DE89', '::', '10.0.0.1', 'XXXX'],
  ...['example.com', 'anna@example.com', '+1 212 555 0143', '212-555-0143', '4111111111111111'],
  ...['DE89370400440532013000', '078-05-1120', '111222333', 'hunter2', '2001:db8::1', 'Musterstraße 12'],
  ...['Mr. ', 'Sample', 'my name is ', '私の名前は', 'です', 'password: ', 'pin ', 'Bearer ', 'phone '],
  ...['order ', 'BSN ', 'tel', 'version '],
  ...['[name]', '[email]', '[card number]', 'REDACTED', '****', '東京都', '町'],
];

export const arbitraryTexts: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.constantFrom(...labelledTexts().map(({ text }) => text), ...maskedTexts()), { maxLength: 4 })
    .map((texts) => texts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
