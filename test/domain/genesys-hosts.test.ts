import { describe, expect, it } from 'vitest';
import { GENESYS_DOMAINS, isGenesysHost, regionDomain, regionUrls } from '../../src/domain/genesys-hosts.js';

describe('isGenesysHost', () => {
  it.each(GENESYS_DOMAINS.flatMap((domain) => [`api.${domain}`, `login.${domain}`, domain]))(
    'knows %s',
    (hostname) => {
      expect(isGenesysHost(hostname)).toBe(true);
    },
  );

  it.each([
    'API.MyPureCloud.DE',
    'api.mypurecloud.de.',
    'api.newregion9.pure.cloud',
    'api.us.genesyscloud.com',
    'apps.genesys.cloud',
  ])('knows %s, which no table has', (hostname) => {
    expect(isGenesysHost(hostname)).toBe(true);
  });

  it.each([
    'localhost',
    '127.0.0.1',
    'genesys.example.com',
    'api.mypurecloud.de.example.com',
    'notmypurecloud.com',
    'impure.cloud',
    'mypurecloud.org',
    'mypurecloudxcom',
    'genesyscloud.com.example',
    '',
  ])('leaves %j to its owner', (hostname) => {
    expect(isGenesysHost(hostname)).toBe(false);
  });
});

describe('regionUrls', () => {
  it.each(GENESYS_DOMAINS)('gives hosts of Genesys for %s', (domain) => {
    const urls = regionUrls(domain);
    expect(urls).toEqual({ baseUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` });
    expect(isGenesysHost(new URL(urls.baseUrl).hostname)).toBe(true);
  });
});

describe('regionDomain', () => {
  it.each(['eu_central_1', 'eu-central-1', 'EU_CENTRAL_1', 'mypurecloud.de', 'MyPureCloud.de'])(
    'knows %s',
    (region) => {
      expect(regionDomain(region)).toBe('mypurecloud.de');
    },
  );

  it.each(['us.genesyscloud.com', 'api.mypurecloud.de', 'eu_central', 'constructor', ''])(
    'knows no %j',
    (region) => {
      expect(regionDomain(region)).toBeNull();
    },
  );
});

it('has the 18 regions of the official table, none of them twice', () => {
  expect(new Set(GENESYS_DOMAINS).size).toBe(18);
});
