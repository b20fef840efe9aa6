import type { Config } from '../config.js';
import { speechModelId } from '../contracts/fields.js';
import { InvalidInputError, type InputProblem } from '../domain/invalid-input.js';
import { WEBHOOK_PATHS } from '../domain/names.js';
import type { Secret } from '../domain/secret.js';
import type { WebhookKey } from '../store/webhooks.js';

/** Tells of ends of conversations, signed with the secret. */
export type ConversationWebhook = { readonly key: WebhookKey; readonly secret: Secret };

/** Tells of speech analytics of one model that have changed, with the bearer. */
export type SpeechWebhook = { readonly key: WebhookKey; readonly bearer: Secret; readonly modelId: string };

export type WantedWebhook = ConversationWebhook | SpeechWebhook;

type Asked = Pick<Config, 'ingress' | 'genesys'>;

/**
 * The one webhook that this environment needs; null where nobody can reach us (no INGRESS_PUBLIC_URL).
 * @throws {InvalidInputError} when it is wanted and the way to Genesys is not configured
 */
export function wantedWebhook({ ingress, genesys }: Asked): ConversationWebhook | null {
  const [secret] = ingress.secrets;
  if (ingress.publicUrl === null || !secret) return null;
  const url = `${ingress.publicUrl}${WEBHOOK_PATHS.conversation}`;
  return { key: keyOf(genesys, url, 'conversation:ended'), secret };
}

/**
 * The webhook of one model of speech analytics. Its form has no secret, so that nobody could tell who calls: it leads to us, who ask
 * for the bearer, and who sign what we send on to the coaching platform.
 * @throws {InvalidInputError} when the id is none, or where we are or what proves the caller is not configured
 */
export function wantedSpeechWebhook({ ingress, genesys }: Asked, modelId: string): SpeechWebhook {
  const id = speechModelId.safeParse(modelId);
  const { publicUrl, bearer } = ingress;
  const problems: InputProblem[] = [
    ...(id.error?.issues ?? []).map(({ message }) => ({ field: '--model', problem: message })),
    ...(publicUrl === null ? [missing('INGRESS_PUBLIC_URL', 'the address that Genesys shall call')] : []),
    ...(bearer === null
      ? [missing('INGRESS_BEARER', 'what proves to us that it is Genesys that calls')]
      : []),
  ];
  if (problems.length > 0 || publicUrl === null || bearer === null) throw new InvalidInputError(problems);
  const url = `${publicUrl}${WEBHOOK_PATHS.speech}`;
  return { key: keyOf(genesys, url, `speechanalytics/${modelId}`), bearer, modelId };
}

const keyOf = (genesys: Config['genesys'], url: string, event: string): WebhookKey => ({
  host: new URL(genesys().baseUrl).host,
  url,
  event,
});

const missing = (field: string, what: string): InputProblem => ({
  field,
  problem: `is required with --model: ${what}`,
});
