import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('national ids', () => {
  it.each([
    ['US', 'SSN 078-05-1120'],
    ['US after a cue', 'social security 078051120', '078051120'],
    ['ES', 'DNI 12345678Z'],
    ['ES with dots', 'DNI 12.345.678-Z'],
    ['ES of a foreigner', 'NIE X1234567L'],
    ['IT', 'CF RSSMRA80A01H501U'],
    ['DE', 'IdNr 86095742719'],
    ['DE in groups', 'IdNr 86 095 742 719', '86 095 742 719'],
    ['NL', 'BSN 111222333'],
    ['BR', 'CPF 111.444.777-35'],
    ['BR without its dress', 'CPF 11144477735'],
    ['JP', 'マイナンバー 123456789018'],
    ['FR', 'sécu 255081416802538'],
    ['PT', 'NIF 123456789'],
  ])('are found: %s', (_, text, id = text.split(' ')[1]) => {
    expect(found(text)).toEqual([`nationalId: ${id}`]);
  });

  it.each([
    ['US area that was never given out', 'SSN 666-05-1120'],
    ['US area of 900 and above', 'SSN 987-65-4320'],
    ['US without a word for it', 'item 078051120'],
    ['ES', 'DNI 12345678A'],
    ['IT', 'CF RSSMRA80A01H501X'],
    ['DE', 'IdNr 86095742710'],
    ['DE where no digit comes twice', 'IdNr 12345678903'],
    ['NL', 'BSN 111222334'],
    ['NL without a word for it', 'item 111222333'],
    ['BR', 'CPF 111.444.777-36'],
    ['BR, all digits alike', 'CPF 111.111.111-11'],
    ['JP', 'マイナンバー 123456789017'],
    ['FR', 'sécu 255081416802539'],
    ['PT', 'NIF 123456780'],
    ['PT without a word for it', 'item 123456789'],
  ])('are not seen where a check fails: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});
