import { expect, it } from 'vitest';
import { wantedWebhook } from '../../src/commands/wanted-webhook.js';
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
