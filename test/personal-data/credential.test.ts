import { describe, expect, it } from 'vitest';
import { found } from './found.js';

// Put together here, so that nobody's scanner takes a made-up key for a lost one.
const jwt = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJzYW1wbGUifQ', 'c2FtcGxl'].join('.');
const gitHub = `ghp_${'EXAMPLE0'.repeat(5)}`;
const pem = ['-----BEGIN PRIVATE', 'KEY-----'].join(' ');

describe('credentials', () => {
  it.each([
    ['got jwt JWT', jwt],
    ['pushed with GITHUB', gitHub],
    ['Authorization: Bearer abcDEF0123456789xyz', 'abcDEF0123456789xyz'],
    ['https://admin:Sup3rSecret@portal.example.com/', 'admin:Sup3rSecret@portal.example.com'],
    ['password: hunter2', 'hunter2'],
    ['Password: sunshine', 'sunshine'],
    ['password hunter2 works', 'hunter2'],
    ['das Passwort lautet Geheim_12.', 'Geheim_12'],
    ['password: “hunter2”', 'hunter2'],
    ['la contraseña es tr0ub4dor&3', 'tr0ub4dor&3'],
    ['La contraseña provisional: Naranja_77', 'Naranja_77'],
    ['パスワードはhunter2です', 'hunter2です'],
    ['"client_secret":"n0t-real-5ecret"', 'n0t-real-5ecret'],
    ['api_key=51e2c0a7b9d8', '51e2c0a7b9d8'],
    ['PIN 4821', '4821'],
    ['CVV: 737', '737'],
  ])('are found in %j', (text, secret) => {
    const written = text.replace('JWT', jwt).replace('GITHUB', gitHub);
    expect(found(written)).toEqual([`credential: ${secret}`]);
  });

  it('take a private key whole, or to the end where it was cut off', () => {
    const key = `${pem}\nMIIB+/=\nAAAA\n${pem.replace('BEGIN', 'END')}`;
    expect(found(`see\n${key}\nbye`)).toEqual([`credential: ${key}`]);
    expect(found(`see\n${pem}\nMIIB`)).toEqual([`credential: ${pem}\nMIIB`]);
  });

  it.each([
    'the password is incorrect',
    'password: reset by agent',
    'Passwort vergessen',
    'la clave actual es la misma',
    'Bearer authentication fails',
    'token based authentication',
    'PIN: forgotten',
    'pin pad broken',
    'API key rotation',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
