export const PERSONAL_DATA_KINDS = [
  'email',
  'phone',
  'paymentCard',
  'iban',
  'nationalId',
  'ipAddress',
  'credential',
  'streetAddress',
  'personName',
] as const;

/** `credential` is whatever opens a door: passwords, tokens, keys, the security code of a card. */
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** Where in a text something personal stands: offsets in UTF-16 units, `start` inside, `end` outside. Never what it says. */
export type Finding = { readonly kind: PersonalDataKind; readonly start: number; readonly end: number };
