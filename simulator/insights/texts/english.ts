import type { LanguageTexts } from './language-texts.js';

export const ENGLISH: LanguageTexts = {
  harmless: {
    keyword: ['refund', 'late delivery', 'order {number}', 'router restart', 'gift voucher'],
    summary: [
      'The customer asks when order {number} will arrive. The agent promises it within 3 working days.',
      'The invoice shows 49.90 EUR twice. One of both will be paid back, which takes up to 14 days.',
      'After two restarts the router is online again at 94 % of its speed. No further steps are needed.',
    ],
    sentiment: [
      'Annoyed at first because of order {number}, content at the end',
      'Friendly all the way through',
      'Disappointed by the waiting time of 25 minutes',
    ],
    topic: ['Returns and refunds', 'Delivery of order {number}', 'Change of tariff', 'Technical fault'],
  },
  masked: [
    '[name] asks for a new card because [card number] was blocked.',
    'Call back at [phone number] about order {number}.',
    'The invoice for order {number} goes to [email].',
    'Customer: REDACTED. Reason: late delivery.',
    'Moved house, the new address is [address]. The old one was [REDACTED].',
    'Paid by card **** **** **** ****, confirmed by [NAME].',
  ],
  personal: {
    email: 'Please send the invoice for order {number} to {value}.',
    phone: 'The customer can be called at {value} in the afternoon.',
    card: 'Payment by card {value} was declined.',
    iban: 'The refund goes to the account {value}.',
    nationalId: 'For verification the customer gave the social security number {value}.',
    ipAddress: 'The fault was seen from the address {value} only.',
    credential: 'The customer told the agent the password: {value}',
    token: 'The log that the customer read out has Authorization: Bearer {value}',
    streetAddress: 'Deliver order {number} to {value}, Springfield, instead.',
    personName: 'My name is {value}, and I am still waiting for order {number}.',
  },
};
