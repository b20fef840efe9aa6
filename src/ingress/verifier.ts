import { InvalidInputError } from '../domain/invalid-input.js';
import type { Secret } from '../domain/secret.js';
import { anyEqual } from './equal-text.js';
import { headerValues } from './header-values.js';
import { fitsHubSignature } from './hub-signature.js';
import { createSigningKey } from './signing-key.js';
import { standardWebhooksId } from './standard-webhooks.js';

/** `messageId`: what the sender calls the event, where that is part of what it signed. */
export type Proof = { readonly messageId: string | null };

/** Null for whatever reason: nobody is told which. */
export type Verifier = (request: {
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}) => Proof | null;

const SCHEMES = {
  standard: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  hub: ['x-hub-signature-256'],
  bearer: ['authorization'],
} as const;
type Scheme = keyof typeof SCHEMES;

export type VerifierOptions = {
  /** Several, so that a new one can be known here before senders use it. */
  readonly secrets: readonly Secret[];
  readonly bearer: Secret | null;
  readonly now: () => Date;
};

/**
 * A request proves its sender by exactly one of three schemes, each of whose headers it sends exactly once: with two of them, it
 * would be open which one counts.
 * @throws {InvalidInputError} naming `INGRESS_SECRETS` when nothing could ever be accepted, or a secret is no secret
 */
export function createVerifier({ secrets, bearer, now }: VerifierOptions): Verifier {
  const keys = secrets.map(createSigningKey);
  const authorizations = bearer ? [authorizationOf(bearer)] : [];
  if (keys.length + authorizations.length === 0) throw refused('INGRESS_SECRETS', 'must hold a secret');

  return ({ rawHeaders, body }) => {
    const scheme = schemeOf(rawHeaders);
    if (!scheme) return null;
    const claim = { values: SCHEMES[scheme].flatMap((name) => headerValues(rawHeaders, name)), body };
    if (scheme === 'standard') {
      const messageId = standardWebhooksId(claim, { keys, nowMs: now().getTime() });
      return messageId === null ? null : { messageId };
    }
    const fits = scheme === 'hub' ? fitsHubSignature(claim, keys) : anyEqual(claim.values, authorizations);
    return fits ? { messageId: null } : null;
  };
}

/** The one scheme of which there is any header, when that is complete and nothing in it is doubled. */
function schemeOf(rawHeaders: readonly string[]): Scheme | null {
  const counts = (scheme: Scheme) => SCHEMES[scheme].map((name) => headerValues(rawHeaders, name).length);
  const [scheme, ...others] = (Object.keys(SCHEMES) as Scheme[]).filter((name) =>
    counts(name).some((count) => count > 0),
  );
  return scheme && others.length === 0 && counts(scheme).every((count) => count === 1) ? scheme : null;
}

/** Data actions send what they are configured to: the word's other spellings need not be known here. */
function authorizationOf(bearer: Secret): string {
  if (bearer.reveal() === '') throw refused('INGRESS_BEARER', 'must not be empty');
  return `Bearer ${bearer.reveal()}`;
}

const refused = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);
