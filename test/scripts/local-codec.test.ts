import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLocalCodec } from '../../scripts/local-codec.js';
import { loadConfig } from '../../src/config.js';
import { keyText } from '../codec/key-text.js';

const UI = 'http://127.0.0.1:8233';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-codec-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
});

describe('the codec of a local world', () => {
  it('has a key of its own that only its owner can read, and keeps it', async () => {
    const first = await createLocalCodec({ environment: {}, dataDir });
    const second = await createLocalCodec({ environment: {}, dataDir });
    expect(statSync(join(dataDir, 'payload.key')).mode & 0o777).toBe(0o600);
    const { payloadKeys } = loadConfig(first.environmentFor(UI));
    expect(payloadKeys.map(({ id }) => id)).toEqual(['local']);
    expect(second.environmentFor(UI).PAYLOAD_KEYS).toBe(first.environmentFor(UI).PAYLOAD_KEYS);
  });

  it('prefers the keys and the port that are set', async () => {
    const environment = { PAYLOAD_KEYS: keyText('mine'), CODEC_PORT: '8081' };
    const codec = await createLocalCodec({ environment, dataDir });
    expect(codec.endpoint).toBe('http://127.0.0.1:8081');
    expect(codec.environmentFor(UI)).toMatchObject(environment);
  });

  it('answers the UI under both names of this machine, and whatever is set nobody beyond', async () => {
    const environment = { CODEC_HOST: '0.0.0.0', CODEC_TOKEN: 'abc' };
    const codec = await createLocalCodec({ environment, dataDir });
    const { codecServer } = loadConfig(codec.environmentFor(UI));
    expect(codecServer).toMatchObject({
      host: '127.0.0.1',
      token: null,
      origins: [UI, 'http://localhost:8233'],
    });
    expect(codec.endpoint).toBe(`http://127.0.0.1:${codecServer?.port}`);
  });
});
