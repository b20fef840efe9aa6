import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('e-mail addresses', () => {
  it.each([
    ['write to anna.sample@example.com.', 'anna.sample@example.com'],
    ['(ANNA+news@MAIL.EXAMPLE.ORG)', 'ANNA+news@MAIL.EXAMPLE.ORG'],
    ['メールはanna@example.comです', 'anna@example.com'],
    ['anna@müller.example', 'anna@müller.example'],
    ['anna@xn--mller-kva.example', 'anna@xn--mller-kva.example'],
    ['anna (at) example (dot) org', 'anna (at) example (dot) org'],
    ['anna[arroba]example.org', 'anna[arroba]example.org'],
    ['it is anna dot sample at example dot com, she said', 'anna dot sample at example dot com'],
  ])('are found in %j', (text, email) => {
    expect(found(text)).toEqual([`email: ${email}`]);
  });

  it.each([
    'meet @ 10:30',
    'user@host',
    '@example_user',
    'logo@2x.png',
    'npm i pkg@1.2.3',
    'a@b@c',
    'look at example dot com',
    'j***@example.com',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
