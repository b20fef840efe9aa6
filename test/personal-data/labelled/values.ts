import type { PersonalDataKind } from '../../../src/domain/personal-data.js';

/*
 * Nobody's: domains of RFC 2606, addresses of RFC 5737 and 3849, numbers that Ofcom, ARCEP, the NANP and the Bundesnetzagentur keep
 * for fiction, test cards of the schemes, samples of the IBAN registry, specimen ids of the authorities. Where no range is kept
 * free, digits in a row.
 */
const EVERYWHERE = {
  email: [
    'anna.sample@example.com',
    'info@example.org',
    'j.doe+news@example.net',
    'KUNDE@EXAMPLE.COM',
    'o_neil-77@mail.example.com',
    'a@example.org',
    'vertrieb@beispiel.example',
    'maria99@correo.example',
    'first.middle.last@a.b.example.net',
    'service-desk@kauf-haus.example',
    '2026@example.com',
    'x%y@example.org',
  ],
  paymentCard: [
    '4111 1111 1111 1111',
    '4242424242424242',
    '5555-5555-5555-4444',
    '5105 1051 0510 5100',
    '378282246310005',
    '3714 496353 98431',
    '6011111111111117',
    '6011 0009 9013 9424',
    '30569309025904',
    '3530111333300000',
    '4012-8888-8888-1881',
    '2223 0031 2200 3222',
  ],
  iban: [
    'DE89370400440532013000',
    'GB82 WEST 1234 5698 7654 32',
    'FR1420041010050500013M02606',
    'ES91 2100 0418 4502 0005 1332',
    'IT60X0542811101000000123456',
    'NL91ABNA0417164300',
    'PT50 0002 0123 1234 5678 9015 4',
    'AT611904300234573201',
    'BE68 5390 0754 7034',
    'CH93 0076 2011 6238 5295 7',
    'BR1800360305000010009795493C1',
    'LU28 0019 4006 4475 0000',
  ],
  password: [
    'hunter2',
    'Summer2026!',
    'tr0ub4dor&3',
    'Geheim_12',
    'p@ssw0rd',
    'blauWal77',
    'qwerty123',
    'Xy7-kk-92',
    'c0rrect-horse',
  ],
  // Put together here, so that nobody's scanner takes a made-up key for a lost one.
  token: [
    ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJzYW1wbGUifQ', 'c2FtcGxl'].join('.'),
    `ghp_${'EXAMPLE0'.repeat(5)}`,
    `AKIA${'IOSFODNN7EXAMPLE'}`,
    ['xoxb', '123456789012', 'EXAMPLEexample'].join('-'),
    `sk_test_${'EXAMPLEexample00'}`,
    `AIza${'EXAMPLE'.repeat(5)}`,
    '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    `glpat-${'EXAMPLEexample0123456'}`,
    'b3BlbiBzZXNhbWUgMTIzNDU2Nzg5MA==',
  ],
  ipAddress: [
    '203.0.113.9',
    '2001:db8::1',
    '198.51.100.23',
    '192.0.2.254',
    '2001:db8:85a3::8a2e:370:7334',
    '203.0.113.200',
    '192.0.2.1',
    '198.51.100.7',
    '2001:db8:0:1:1:1:1:1',
  ],
  ssn: ['078-05-1120', '219-09-9999', '123-45-6789'],
  taxId: ['86095742719', '86 095 742 719', '57549285017'],
  dni: ['12345678Z', '00000000T', 'X1234567L'],
  nir: ['255081416802538', '1 85 05 78 006 084 91', '2 55 08 14 168 025 38'],
  cpf: ['111.444.777-35', '12345678909', '123.456.789-09'],
  codiceFiscale: ['RSSMRA80A01H501U', 'MRTMTT91D08F205J', 'rssmra80a01h501u'],
  bsn: ['111222333', '123456782', '1234.56.782'],
  myNumber: ['123456789018', '1234 5678 9018', '１２３４５６７８９０１８'],
} as const;

const BY_LANGUAGE: Readonly<
  Record<string, Readonly<Record<'phone' | 'streetAddress' | 'personName', string[]>>>
> = {
  en: {
    phone: [
      '+1 212 555 0143',
      '(415) 555-0199',
      '646-555-0112',
      '+44 7700 900123',
      '020 7946 0018',
      '+1-303-555-0177',
      '0161 496 0345',
      '312.555.0108',
      '+61 491 570 156',
      '00 1 212 555 0121',
      '+44 (0)20 7946 0999',
      '+353 20 910 1234',
    ],
    streetAddress: [
      '12 Sample Hill Road',
      '221B Example Street',
      '7 Nowhere Lane',
      '1500 Specimen Blvd',
      '48 Invented Ave',
      '3 Old Model Close',
    ],
    personName: [
      'John Sample',
      'Jane Q. Specimen',
      "O'Sample",
      'Mary-Ann Model',
      'van der Sample',
      'Specimen',
    ],
  },
  de: {
    phone: [
      '+49 30 23125 123',
      '030 23125 045',
      '0171 3920012',
      '0176 04069033',
      '+49 (0)89 99998 123',
      '0221 4710 456',
      '069/90009 123',
      '(040) 66969 123',
      '0049 30 23125 678',
    ],
    streetAddress: [
      'Musterstraße 12',
      'Am Beispielweg 3',
      'Probeallee 45 a',
      'Erfundener Platz 7',
      'Lange Musterstr. 8',
      'Nirgendwogasse 9',
    ],
    personName: [
      'Muster',
      'Erika Beispiel',
      'von Muster',
      'Müller-Muster',
      'Probe-Muster',
      'Max Ehrenfest-Probe',
    ],
  },
  es: {
    phone: [
      '+34 612 345 678',
      '612 34 56 78',
      '912 345 678',
      '+34 911 234 567',
      '612 345 678',
      '934 56 78 90',
      '0034 612 345 678',
      '+34 912-345-678',
      '712 345 678',
    ],
    streetAddress: [
      'Calle del Ejemplo 12',
      'Avenida de la Muestra, 45',
      'C/ Inventada 7',
      'Plaza Ficticia 3',
      'Paseo del Modelo nº 8',
      'calle Muestra, 101',
    ],
    personName: [
      'Muestra',
      'Ana Ejemplo',
      'José Pérez Muestra',
      'Ejemplo Ñandú',
      'de la Muestra',
      'Ana María Modelo',
    ],
  },
  fr: {
    phone: [
      '01 99 00 12 34',
      '06 39 98 45 67',
      '+33 6 39 98 01 02',
      '+33 1 99 00 55 66',
      '02.61.91.12.34',
      '05-36-49-22-33',
      '0033 6 39 98 77 88',
      '+33 (0)3 53 01 44 55',
      '04 65 71 12 34',
    ],
    streetAddress: [
      "12 rue de l'Exemple",
      '45, avenue du Modèle',
      '7 bis boulevard Imaginaire',
      '3 place Échantillon',
      '101 chemin des Essais',
      "8, impasse d'Essai",
    ],
    personName: [
      'Dupont-Exemple',
      'Zoé Modèle',
      'Exemple',
      'Jean-Luc Essai',
      "d'Exemple",
      'Élodie de Modèle',
    ],
  },
  pt: {
    phone: [
      '+351 912 345 678',
      '(11) 91234-5678',
      '912 345 678',
      '+55 11 91234-5678',
      '(21) 2345-6789',
      '212 345 678',
      '11 91234-5678',
      '+55 (21) 2345-6789',
      '00351 912 345 678',
    ],
    streetAddress: [
      'Rua do Exemplo, 12',
      'Avenida da Amostra 45',
      'Travessa Inventada, 7',
      'Praça do Modelo, 3',
      'Largo da Prova 8',
      'Rua Amostra, nº 101',
    ],
    personName: [
      'Exemplo',
      'João Amostra',
      'Ana de Souza Modelo',
      'Amostra Conceição',
      'dos Exemplos',
      'Zé Modelo',
    ],
  },
  it: {
    phone: [
      '+39 333 123 4567',
      '333 123 4567',
      '06 1234 5678',
      '+39 02 1234 5678',
      '347-123-4567',
      '02 12345678',
      '0039 333 1234567',
      '+39 055 123 456',
      '320.123.4567',
    ],
    streetAddress: [
      "Via dell'Esempio 12",
      'Viale del Modello, 45',
      'Piazza Inventata 7',
      'Corso Campione 3',
      'via della Prova, 101',
      'Vicolo Finto 8',
    ],
    personName: ['Esempio', 'Anna Modello', 'Mario Prova Esempio', "D'Esempio", 'di Modello', 'Zoè Campione'],
  },
  nl: {
    phone: [
      '+31 6 12345678',
      '06-12345678',
      '020-1234567',
      '06 12345678',
      '+31 20 123 4567',
      '010 123 4567',
      '06 2345 6789',
      '0031 6 12345678',
      '+31 (0)6 12 34 56 78',
    ],
    streetAddress: [
      'Voorbeeldstraat 12',
      'Modellaan 45a',
      'Proefgracht 7',
      'Verzonnenplein 3',
      'Oude Voorbeeldweg 8',
      'Testkade 101',
    ],
    personName: [
      'Voorbeeld',
      'Anna de Model',
      'van den Voorbeeld',
      'Joost Proef',
      'Voorbeeld-Model',
      'Sanne van Proef',
    ],
  },
  ja: {
    phone: [
      '090-1234-5678',
      '03-1234-5678',
      '+81 90-1234-5678',
      '０８０−１２３４−５６７８',
      '070-1234-5678',
      '06-1234-5678',
      '+81 3-1234-5678',
      '045-123-4567',
      '０３－１２３４－５６７８',
    ],
    streetAddress: [
      '東京都見本区例町1-2-3',
      '大阪府見本市例町4丁目5番6号',
      '北海道例市見本町7-8',
      '千葉県例市仮町９−８−７',
      '京都府例市見本通10番地',
      '東京都例市仮町2丁目3-4',
    ],
    personName: ['田中', '佐藤', '見本 太郎', '鈴木', '高橋', '例山'],
  },
};

const CREDENTIALS = ['password', 'token'];
const KINDS: readonly string[] = [
  'email',
  'phone',
  'paymentCard',
  'iban',
  'ipAddress',
  'streetAddress',
  'personName',
];

/** What a word in braces stands for. */
export function kindOf(slot: string): PersonalDataKind {
  if (CREDENTIALS.includes(slot) || slot === 'credential') return 'credential';
  return KINDS.includes(slot) ? (slot as PersonalDataKind) : 'nationalId';
}

/** The values that a slot may get. The third of each three is kept for texts that are held out. */
export function valuesFor(slot: string, language: string, heldOut: boolean): readonly string[] {
  const local = language === 'hand' ? 'en' : language;
  const pools: Readonly<Record<string, readonly string[]>> = { ...EVERYWHERE, ...BY_LANGUAGE[local] };
  const pool = pools[slot];
  if (!pool) throw new Error(`${slot} has no values in ${language}`);
  return pool.filter((_, index) => (index % 3 === 2) === heldOut);
}
