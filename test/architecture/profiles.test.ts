import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/gateways/genesys/profile.js';
import { readSource, sourcesBelow } from './import-rules.js';

/** Where a profile may be named: by its adapters, and by who reads which one it is. */
const MAY = /^src\/(gateways\/genesys\/|config\.ts$|worker\.ts$|client\.ts$)/;
const NAMED = new RegExp(`['"\`](${PROFILES.join('|')})['"\`]`);

describe('the two profiles', () => {
  it('are named by nobody but the adapters, the configuration and the roots', () => {
    const sources = sourcesBelow('src').filter((path) => !MAY.test(path));
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.filter((path) => NAMED.test(readSource(path)))).toEqual([]);
  });

  it('would be found where one is named', () => {
    expect(NAMED.test(readSource('src/gateways/genesys/profile.ts'))).toBe(true);
  });
});
