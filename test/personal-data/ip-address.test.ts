import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('IP addresses', () => {
  it.each(['203.0.113.9', '192.0.2.255', '2001:db8::1', 'fe80::1', '2001:db8:0:1:1:1:1:1'])(
    'are found: %s',
    (ip) => {
      expect(found(`from ${ip}, again`)).toEqual([`ipAddress: ${ip}`]);
    },
  );

  it.each([
    'version 10.2.3.4',
    'firmware: 4.12.0.7',
    'v2.0.0.1',
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '10:30:45',
    '00:1A:2B:3C:4D:5E',
    'std::vector',
    'de::facade',
    '::1',
    'a:b:c:d:e:f:0:1:2',
    '1:::2',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
