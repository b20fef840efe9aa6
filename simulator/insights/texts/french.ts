import type { LanguageTexts } from './language-texts.js';

export const FRENCH: LanguageTexts = {
  harmless: {
    keyword: ['remboursement', 'retard de livraison', 'commande {number}', 'changement de forfait'],
    summary: [
      'Le client demande quand la commande {number} arrivera. La livraison est promise sous 3 jours ouvrés.',
      'La facture indique deux fois 49,90 EUR. Un des montants sera remboursé sous 14 jours.',
    ],
    sentiment: ['Agacé au début à cause de la commande {number}, content à la fin', 'Aimable tout du long'],
    topic: ['Retours et remboursements', 'Livraison de la commande {number}', 'Panne technique'],
  },
  masked: [
    '[name] demande une nouvelle carte, car [card number] est bloquée.',
    'Rappeler au [phone number] pour la commande {number}.',
    'Client : REDACTED. Motif : retard de livraison.',
  ],
  personal: {
    email: 'Merci d’envoyer la facture de la commande {number} à {value}.',
    phone: 'Le client est joignable l’après-midi au {value}.',
    card: 'Le paiement par la carte {value} a été refusé.',
    iban: 'Le remboursement ira sur le compte {value}.',
    nationalId: 'Pour vérification, le client a donné le numéro de sécurité sociale {value}.',
    ipAddress: 'La panne n’a été vue que depuis l’adresse {value}.',
    credential: 'Le client a dit son mot de passe : {value}',
    token: 'Le journal lu par le client contient Authorization: Bearer {value}',
    streetAddress: 'Livrer la commande {number} au {value}, 75011 Paris.',
    personName: 'Je m’appelle {value} et j’attends toujours la commande {number}.',
  },
};
