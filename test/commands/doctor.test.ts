import { describe, expect, it } from 'vitest';
import { doctor } from '../../src/commands/doctor.js';
import { loadConfig } from '../../src/config.js';
import { keyText } from '../codec/key-text.js';

/** What it says of private histories, where nothing else answers. */
async function verdictOn(variables: Record<string, string>): Promise<string | undefined> {
  const lines: string[] = [];
  const unreachable = () => Promise.reject(new Error('not here'));
  await doctor({
    config: loadConfig({ GENESYS_CLIENT_ID: 'id', GENESYS_CLIENT_SECRET: 'secret', ...variables }),
    terminal: {
      print: (line) => lines.push(line),
      rows: process.stdout,
      note: () => undefined,
      progress: () => undefined,
    },
    temporal: unreachable,
    store: unreachable,
    now: () => new Date(),
  });
  return lines.find((line) => line.includes('private histories'));
}

/** Nobody listens there, which is known at once, and it is no name of this machine. */
const ELSEWHERE = 'https://0.0.0.0:9';
const HERE = 'http://127.0.0.1:9';

describe('doctor on private histories', () => {
  it('fails where real customers would be readable, and says how to make a key', async () => {
    expect(await verdictOn({ GENESYS_BASE_URL: ELSEWHERE })).toMatch(
      /^FAIL {2}private histories .*0\.0\.0\.0:9 would be readable.*set PAYLOAD_KEYS=.*openssl rand -base64 32/,
    );
  });

  it('is content without keys on this machine', async () => {
    expect(await verdictOn({ GENESYS_BASE_URL: HERE })).toMatch(/^ok {4}private histories .*not encrypted/);
  });

  it('names the key that encrypts and those that still decrypt, but shows none', async () => {
    const [current, older] = [keyText('k2'), keyText('k1')];
    const said = await verdictOn({ GENESYS_BASE_URL: ELSEWHERE, PAYLOAD_KEYS: `${current},${older}` });
    expect(said).toMatch(
      /^ok {4}private histories {2,}payloads are encrypted with key k2, k1 still decrypts$/,
    );
  });
});
