import { describe, expect, it } from 'vitest';
import { wantedSpeechWebhook, wantedWebhook } from '../../src/commands/wanted-webhook.js';
import { loadConfig } from '../../src/config.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

const INGRESS = {
  INGRESS_PUBLIC_URL: 'https://hooks.example/',
  INGRESS_SECRETS: 'the-first-of-two-secrets,the-second-of-two-secrets',
};
const GENESYS = {
  GENESYS_BASE_URL: 'https://genesys.example:8443',
  GENESYS_CLIENT_ID: 'client',
  GENESYS_CLIENT_SECRET: 'secret',
};

it('is one for each host, URL and event, signed with the first of the secrets', () => {
  const wanted = wantedWebhook(loadConfig({ ...INGRESS, ...GENESYS }));
  expect(wanted?.key).toEqual({
    host: 'genesys.example:8443',
    url: 'https://hooks.example/webhook/conversation-ended',
    event: 'conversation:ended',
  });
  expect(wanted?.secret.reveal()).toBe('the-first-of-two-secrets');
});

it('is none where nobody can reach us, and then the way to Genesys is not asked for', () => {
  expect(wantedWebhook(loadConfig({}))).toBeNull();
  expect(wantedWebhook(loadConfig({ INGRESS_SECRETS: INGRESS.INGRESS_SECRETS }))).toBeNull();
});

it('needs the way to Genesys', () => {
  expect(() => wantedWebhook(loadConfig(INGRESS))).toThrow(InvalidInputError);
});

describe('the webhook of a model of speech analytics', () => {
  const BEARER = { INGRESS_BEARER: 'a-bearer-of-sixteen' };
  const MODEL = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';

  it('is one for each model, leads to us, and comes with our bearer', () => {
    const wanted = wantedSpeechWebhook(loadConfig({ ...INGRESS, ...GENESYS, ...BEARER }), MODEL);
    expect(wanted).toMatchObject({
      key: {
        host: 'genesys.example:8443',
        url: 'https://hooks.example/webhook/speech',
        event: `speechanalytics/${MODEL}`,
      },
      modelId: MODEL,
    });
    expect(wanted.bearer.reveal()).toBe(BEARER.INGRESS_BEARER);
  });

  it.each([
    ['no address', { ...GENESYS, ...BEARER }, MODEL, ['INGRESS_PUBLIC_URL']],
    ['no bearer', { ...GENESYS, ...INGRESS }, MODEL, ['INGRESS_BEARER']],
    ['a blank model', { ...GENESYS, ...INGRESS, ...BEARER }, ' ', ['--model']],
    ['a model that leads elsewhere', { ...GENESYS, ...INGRESS, ...BEARER }, '../models', ['--model']],
    ['a model that is too long', { ...GENESYS, ...INGRESS, ...BEARER }, 'm'.repeat(101), ['--model']],
    ['nothing at all', GENESYS, '', ['--model', 'INGRESS_PUBLIC_URL', 'INGRESS_BEARER']],
    ['no way to Genesys', { ...INGRESS, ...BEARER }, MODEL, ['GENESYS_BASE_URL', 'GENESYS_CLIENT_ID']],
  ])('is refused with %s, by the name of what is wrong', (_, environment, modelId, fields) => {
    const refused = () => wantedSpeechWebhook(loadConfig(environment), modelId);
    expect(refused).toThrow(InvalidInputError);
    for (const field of fields) expect(refused).toThrow(`${field}: `);
  });
});
