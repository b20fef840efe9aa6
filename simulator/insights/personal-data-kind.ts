export const PERSONAL_DATA_KINDS = [
  'email',
  'phone',
  'card',
  'iban',
  'nationalId',
  'ipAddress',
  'credential',
  'token',
  'streetAddress',
  'personName',
] as const;

export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];
