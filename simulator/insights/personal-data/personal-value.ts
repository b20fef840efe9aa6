import type { Language } from '../../languages.js';
import type { PersonalDataKind } from '../personal-data-kind.js';
import type { Draw } from './draw.js';
import { nationalIdOf } from './national-id.js';
import { cardNumber, iban } from './payment.js';
import { personName, streetAddress } from './person.js';

/** Domains that RFC 2606 keeps for examples. */
const MAIL_DOMAINS = ['example.com', 'example.net', 'mail.example.org'];

/** RFC 5737 and RFC 3849 keep these for documentation. */
const ipAddress = (draw: Draw): string =>
  draw.oneOf([
    `198.51.100.${String(draw.number(1, 254))}`,
    `203.0.113.${String(draw.number(1, 254))}`,
    `2001:db8:${draw.number(4096, 65_535).toString(16)}::${draw.number(4096, 65_535).toString(16)}`,
  ]);

/** Numbers that the regulators of four countries keep for films. */
const phone = (draw: Draw): string =>
  draw.oneOf([
    `+1 ${draw.oneOf(['212', '312', '415'])} 555 01${draw.digits(2)}`,
    `+44 20 7946 0${draw.digits(3)}`,
    `+49 30 23125 ${draw.digits(3)}`,
    `+33 1 99 00 ${draw.digits(2)} ${draw.digits(2)}`,
  ]);

const jsonWebToken = (draw: Draw): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: draw.characters(12) })}.${draw.characters(43)}`;
};

const VALUE: Readonly<Record<PersonalDataKind, (draw: Draw, language: Language) => string>> = {
  email: (draw) => `${draw.characters(6).toLowerCase()}.${draw.characters(5)}@${draw.oneOf(MAIL_DOMAINS)}`,
  phone,
  card: cardNumber,
  iban,
  nationalId: (draw, language) => nationalIdOf(language, draw),
  ipAddress,
  credential: (draw) => `${draw.characters(8)}!${draw.digits(2)}`,
  token: (draw) => draw.oneOf([draw.characters(40), jsonWebToken(draw)]),
  streetAddress: (draw, language) => streetAddress(language, draw),
  personName: (draw, language) => personName(language, draw),
};

/** A value of this kind that passes for a real one in its form, and is nobody's. */
export const personalValueOf = (kind: PersonalDataKind, language: Language, draw: Draw): string =>
  VALUE[kind](draw, language);
