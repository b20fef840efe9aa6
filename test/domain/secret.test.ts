import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.js';

const VALUE = 'planted-7f3a&b=c';
const secret = new Secret(VALUE);

const printed = (print: (console: Console) => void): string => {
  const chunks: string[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  print(new Console({ stdout, stderr: stdout }));
  return chunks.join('');
};

describe('Secret', () => {
  it('gives its value to who asks for it', () => {
    expect(secret.reveal()).toBe(VALUE);
  });

  it.each<[string, () => string]>([
    ['JSON', () => JSON.stringify({ key: secret, list: [secret] })],
    ['a template', () => `key ${String(secret)}`],
    ['a concatenation', () => ['key', secret].join('')],
    ['inspect', () => inspect({ key: secret })],
    ['inspect of everything', () => inspect(secret, { depth: null, showHidden: true, getters: true })],
    ['inspect without custom rules', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['format', () => format('%s %o %j', secret, secret, secret)],
    ['console.log', () => printed((console) => console.log('key', secret, { secret }))],
    ['console.dir', () => printed((console) => console.dir(secret, { showHidden: true }))],
    ['console.table', () => printed((console) => console.table([{ secret }]))],
    ['an error', () => inspect(new Error(`no ${String(secret)}`, { cause: { secret } }))],
    ['a copy', () => inspect([{ ...secret }, structuredClone(secret), Object.entries(secret)])],
  ])('is not in %s', (_place, show) => {
    expect(show()).not.toContain(VALUE);
    expect(show()).not.toContain(VALUE.slice(0, 8));
  });

  it('shows that there is a secret', () => {
    expect(JSON.stringify({ key: secret })).toBe('{"key":"[secret]"}');
    expect(inspect({ key: secret })).toBe('{ key: [secret] }');
  });
});
