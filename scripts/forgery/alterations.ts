import { createHash, createHmac } from 'node:crypto';
import { NEW_SECRET } from '../../test/ingress/support/listening-ingress.js';
import type { RawRequest } from '../../test/ingress/support/send-raw.js';
import { SCHEMES, SIGN, type Genuine, type Scheme } from './genuine.js';
import type { Random } from './random.js';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const isProof = (name: string) => name !== 'content-type';
export const proofNames = ({ headers }: RawRequest) => headers.map(([name]) => name).filter(isProof);

export const withHeader = (
  request: RawRequest,
  wanted: string,
  change: (value: string) => string,
): RawRequest => ({
  ...request,
  headers: request.headers.map(([name, value]) => [name, name === wanted ? change(value) : value] as const),
});

/** The header that holds the digest or the token is the last one in every scheme. */
export const withProof = (request: RawRequest, change: (value: string) => string): RawRequest =>
  withHeader(request, proofNames(request).at(-1) ?? '', change);

export const flipped = (bytes: Buffer, random: Random): Buffer => {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

export const flippedText = (text: string, random: Random) =>
  flipped(Buffer.from(text, 'latin1'), random).toString('latin1');

export const prefixed = (value: string, prefixes: readonly string[], random: Random) =>
  value.replace(/^(v1,|sha256=|Bearer )/, random.pick(prefixes));

export const OTHER_PREFIXES: Readonly<Record<Scheme, readonly string[]>> = {
  standard: ['', 'v0,', 'v1a,', 'v2,', 'V1,', 'v1;', 'v1', 'v1,,', 'sha256='],
  hubHex: ['', 'sha1=', 'sha512=', 'SHA256=', 'sha256:', 'sha256==', 'v1,'],
  hubBase64: ['', 'sha1=', 'sha512=', 'SHA256=', 'sha256:', 'sha256==', 'v1,'],
  bearer: ['', 'bearer ', 'BEARER ', 'Basic ', 'Token ', 'Bearer', 'Bearer  ', 'Bearer: '],
};

/** Other ways to write the same 32 bytes. */
export function respelled(value: string, random: Random): string {
  const [prefix, digest] = [value.slice(0, -44), value.slice(-44)];
  const last = BASE64.indexOf(digest.charAt(42));
  const spellings = [
    digest.slice(0, 43),
    `${digest}=`,
    `${digest}==`,
    `=${digest}`,
    `${digest.slice(0, 20)} ${digest.slice(20)}`,
    ...[1, 2, 3].map((bits) => `${digest.slice(0, 42)}${BASE64.charAt(last + bits)}=`),
  ];
  const url = digest.replaceAll('+', '-').replaceAll('/', '_');
  return prefix + random.pick(url === digest ? spellings : [...spellings, url]);
}

/** What the scheme signs, digested by something else than HMAC-SHA256 with the key. */
export function otherwiseDigested({ scheme, signing, request }: Genuine, random: Random): RawRequest {
  const [, [, id] = [], [, timestamp] = []] = request.headers;
  const text = scheme === 'standard' ? `${id ?? ''}.${timestamp ?? ''}.${signing.body}` : signing.body;
  const key = signing.key ?? NEW_SECRET;
  const digest = random.pick([
    createHmac('sha1', key).update(text).digest(),
    createHmac('sha384', key).update(text).digest(),
    createHmac('sha512', key).update(text).digest(),
    createHmac('sha512', key).update(text).digest().subarray(0, 32),
    createHmac('sha256', text).update(key).digest(),
    createHmac('sha256', '').update(text).digest(),
    createHash('sha256').update(text).digest(),
    createHash('sha256').update(key).update(text).digest(),
    Buffer.alloc(32),
  ]);
  const encoded = digest.toString(scheme === 'hubHex' ? 'hex' : 'base64');
  return withProof(request, () => (scheme === 'standard' ? `v1,${encoded}` : `sha256=${encoded}`));
}

export const doubled = ({ request }: Genuine, random: Random): RawRequest => {
  const wanted = random.pick(proofNames(request));
  const value = request.headers.find(([name]) => name === wanted)?.[1] ?? '';
  const copy = [
    random.pick([wanted, wanted.toUpperCase()]),
    random.pick([value, '', flippedDigit(value), 'x']),
  ] as const;
  const headers = random.below(2) === 0 ? [...request.headers, copy] : [copy, ...request.headers];
  return { ...request, headers };
};

const flippedDigit = (value: string) => value.replace(/[0-9a-z]/, (found) => (found === '1' ? '2' : '1'));

/** Signed as it should be, by its time alone not to be accepted. */
export const atWrongTime = ({ signing }: Genuine, random: Random): RawRequest => {
  const awayMs = (302 + random.below(random.pick([10, 10_000, 100_000_000]))) * 1000;
  return SIGN.standard({ ...signing, atMs: Date.now() + random.pick([-1, 1]) * Math.min(awayMs, 1.6e12) });
};

/** A time of now in a form that is not whole seconds, signed as it is sent. */
export const oddlyTimed = ({ signing, request }: Genuine, random: Random): RawRequest => {
  const seconds = Math.floor(Date.now() / 1000);
  const timestamp = random.pick([
    `${seconds}.0`,
    `+${seconds}`,
    `-${seconds}`,
    `${seconds}e0`,
    `0x${seconds.toString(16)}`,
    `${seconds}000`,
    new Date().toISOString(),
    `${seconds},${seconds}`,
    '',
  ]);
  const hmac = createHmac('sha256', signing.key ?? NEW_SECRET).update(
    `${signing.id}.${timestamp}.${signing.body}`,
  );
  const timed = withHeader(request, 'webhook-timestamp', () => timestamp);
  return withProof(timed, () => `v1,${hmac.digest('base64')}`);
};

export const beside = ({ scheme, signing, request }: Genuine, random: Random): RawRequest => {
  const other = random.pick(SCHEMES.filter((name) => name.slice(0, 3) !== scheme.slice(0, 3)));
  return {
    ...request,
    headers: [...request.headers, ...SIGN[other](signing).headers.filter(([name]) => isProof(name))],
  };
};
