import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/secret.js';
import { signatureHeaders } from '../../../src/gateways/sinks/standard-webhooks.js';

describe('signatureHeaders', () => {
  // The example that the reference implementations of Standard Webhooks test themselves with.
  it('signs the published example as its publishers do', () => {
    const secret = new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      atMs: 1_614_265_330_000,
      body: '{"test": 2432232314}',
    };
    expect(signatureHeaders(secret, message)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  // Expected by `printf '%s' 'key-1.1795132800.{"a":"ä"}' | openssl dgst -sha256 -hmac 'plain secret' -binary | base64`.
  it('takes a secret without prefix as text, and signs bytes of UTF-8', () => {
    const message = { id: 'key-1', atMs: 1_795_132_800_999, body: '{"a":"ä"}' };
    expect(signatureHeaders(new Secret('plain secret'), message)).toEqual({
      'webhook-id': 'key-1',
      'webhook-timestamp': '1795132800',
      'webhook-signature': 'v1,2EU3isxqr+oCf/9fLF4Byq1bzT94K5Gwn0H7tvzgPjI=',
    });
  });

  it.each([
    { name: 'id', other: { id: 'key-2' } },
    { name: 'second', other: { atMs: 1_795_132_801_000 } },
    { name: 'body', other: { body: '{"a":2}' } },
  ])('differs with another $name', ({ other }) => {
    const secret = new Secret('plain secret');
    const message = { id: 'key-1', atMs: 1_795_132_800_000, body: '{"a":1}' };
    expect(signatureHeaders(secret, { ...message, ...other })['webhook-signature']).not.toBe(
      signatureHeaders(secret, message)['webhook-signature'],
    );
  });
});
