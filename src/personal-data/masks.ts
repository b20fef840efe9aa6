import type { PersonalDataKind } from '../domain/personal-data.js';
import { findMatches, type Span } from './span.js';

/** What stands in the place of a finding; the two that Genesys' own redaction has are spelled as Genesys spells them. */
export const MASKS: Readonly<Record<PersonalDataKind, string>> = {
  email: '[email]',
  phone: '[phone number]',
  paymentCard: '[card number]',
  iban: '[iban]',
  nationalId: '[national id]',
  ipAddress: '[ip address]',
  credential: '[credential]',
  streetAddress: '[address]',
  personName: '[name]',
};

/** Words of which labels of masks are made, here and in other products. */
const WORDS = [
  'redacted|masked|removed|hidden|deleted|anonymi[sz]ed|confidential|pii|personal|private|data|info',
  'name|first|last|full|person|customer|agent|caller|user|username|organi[sz]ation',
  'e-?mail|mail|phone|telephone|mobile|fax|number|no|card|credit|debit|payment|account|bank|iban|pan|cvv',
  'national|id|identifier|ssn|social|security|tax|passport|driver|license|date|of|birth|dob',
  'ip|url|credentials?|password|passcode|token|secret|key|api|pin|otp',
  'address|street|location|city|zip|post|postal|postcode|code',
  'nombre|correo|teléfono|dirección|tarjeta|nom|téléphone|adresse|carte|nome|telefone|endereço|cartão',
  'telefono|indirizzo|carta|naam|telefoon|adres|kaart|telefon|nummer|karte|entfernt|censurado|masqué',
  '氏名|名前|お名前|電話番号|メールアドレス|住所|カード番号|個人情報',
].join('|');

const LABEL = `(?:${WORDS})(?:[ _-](?:${WORDS})){0,4}(?:[ _-]?\\d{1,3})?`;

const MASK = new RegExp(
  [
    `\\[${LABEL}\\]|<${LABEL}>|\\{${LABEL}\\}|【${LABEL}】`,
    '\\*{3,}|[#•●█■]{3,}',
    '(?<![a-wyz])x{4,}(?![a-wyz])',
    '(?<![a-z])redacted(?![a-z])',
  ].join('|'),
  'gi',
);

/** Where something has been masked already. Such a place is read as one character that means nothing. */
export const findMasks = (text: string): Iterable<Span> => findMatches(text, MASK);
