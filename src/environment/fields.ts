import { z } from 'zod';
import { parsePayloadKeys, type PayloadKey } from '../codec/payload-keys.js';
import { isLoopback, regionDomain, REGIONS_TEXT } from '../domain/genesys-hosts.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { Secret } from '../domain/secret.js';

export const text = z.string().trim().min(1, 'must not be blank').optional();
export const secret = text.transform((value) => (value === undefined ? null : new Secret(value)));
/** Digits only: coercion would read a blank as 0, which for a limit means "none". */
export const numberUpTo = (max: number, error: string) =>
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/, error)
    .transform(Number)
    .refine((value) => value <= max, error);
export const port = numberUpTo(65_535, 'must be a port number, 0 to 65535')
  .refine(Number.isInteger, 'must be a port number, 0 to 65535')
  .optional();
/** The domain of a region, whichever way it was named. */
export const region = text.transform((named, context) => {
  if (named === undefined) return undefined;
  const domain = regionDomain(named);
  if (domain !== null) return domain;
  context.addIssue({ code: 'custom', message: `is no region of Genesys Cloud; there are ${REGIONS_TEXT}` });
  return z.NEVER;
});
export const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();
/** Where the world reaches us: it is shown and recorded, so it holds nothing secret; paths are put behind it. */
export const publicUrl = webUrl.refine((url) => url === undefined || isPublicUrl(url), {
  error: 'must be https (http only on this machine), without a name, a password, a query or a fragment',
});
export const MIN_SECRET_BYTES = 16;
/** Short ones can be guessed from a single signed message, and `whsec_` before anything but base64 would be an empty key. */
const isSigningSecret = (item: string): boolean => {
  const encoded = /^whsec_(.*)$/s.exec(item)?.[1];
  const bytes = Buffer.from(encoded ?? item, encoded === undefined ? 'utf8' : 'base64');
  return bytes.length >= MIN_SECRET_BYTES && (encoded === undefined || bytes.toString('base64') === encoded);
};
export const signingSecrets = z
  .string()
  .transform((list) => list.split(',').map((item) => item.trim()))
  .refine((items) => items.every(isSigningSecret), {
    error: `must be secrets of at least ${MIN_SECRET_BYTES} bytes (whsec_ and base64, or plain text), comma-separated`,
  })
  .transform((items) => items.map((item) => new Secret(item)))
  .default([]);
export const sinkUrl = z
  .url({ protocol: /^(https?|file)$/, error: 'must be an https:, http: or file: URL' })
  .refine((url) => !/^file:(?!\/\/\/)/i.test(url), 'must be absolute: file:///directory/name.jsonl')
  .optional();

export const payloadKeys = text.transform((value, context): readonly PayloadKey[] => {
  if (value === undefined) return [];
  try {
    return parsePayloadKeys(value);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const { problem } of error.problems) context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  }
});
export const origins = text
  .transform((value) => value?.split(',').map((origin) => origin.trim()) ?? [])
  .refine(
    (all) => all.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must be web origins, such as https://temporal.example, separated by commas',
  );

function isPublicUrl(url: string): boolean {
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  return (
    (protocol === 'https:' || isLoopback(hostname)) &&
    [username, password, search, hash].every((part) => !part)
  );
}
