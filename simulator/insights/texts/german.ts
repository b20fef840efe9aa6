import type { LanguageTexts } from './language-texts.js';

export const GERMAN: LanguageTexts = {
  harmless: {
    keyword: ['Erstattung', 'verspätete Lieferung', 'Bestellung {number}', 'Tarifwechsel'],
    summary: [
      'Der Kunde fragt, wann die Bestellung {number} ankommt. Zugesagt ist die Lieferung in 3 Werktagen.',
      'Auf der Rechnung stehen 49,90 EUR doppelt. Ein Betrag wird innerhalb von 14 Tagen erstattet.',
    ],
    sentiment: [
      'Anfangs verärgert wegen Bestellung {number}, am Ende zufrieden',
      'Durchgehend freundlich im Ton',
    ],
    topic: ['Rückgabe und Erstattung', 'Lieferung der Bestellung {number}', 'Technische Störung'],
  },
  masked: [
    '[name] bittet um eine neue Karte, weil [card number] gesperrt ist.',
    'Rückruf unter [phone number] wegen Bestellung {number}.',
    'Kunde: REDACTED. Grund: verspätete Lieferung.',
  ],
  personal: {
    email: 'Die Rechnung zu Bestellung {number} bitte an {value} schicken.',
    phone: 'Der Kunde ist nachmittags unter {value} zu erreichen.',
    card: 'Die Zahlung mit der Karte {value} wurde abgelehnt.',
    iban: 'Die Erstattung geht auf das Konto {value}.',
    nationalId: 'Zur Prüfung nannte der Kunde die Steuer-ID {value}.',
    ipAddress: 'Die Störung trat nur von der Adresse {value} aus auf.',
    credential: 'Der Kunde nannte sein Passwort: {value}',
    token: 'Im vorgelesenen Protokoll steht Authorization: Bearer {value}',
    streetAddress: 'Bestellung {number} bitte an {value}, 10115 Berlin, liefern.',
    personName: 'Mein Name ist {value}, ich warte noch auf die Bestellung {number}.',
  },
};
