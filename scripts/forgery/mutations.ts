import { BEARER, NEW_SECRET } from '../../test/ingress/support/listening-ingress.js';
import type { RawRequest } from '../../test/ingress/support/send-raw.js';
import {
  atWrongTime,
  beside,
  doubled,
  flipped,
  flippedText,
  oddlyTimed,
  otherwiseDigested,
  OTHER_PREFIXES,
  prefixed,
  proofNames,
  respelled,
  withHeader,
  withProof,
} from './alterations.js';
import { SIGN, type Genuine, type Scheme } from './genuine.js';
import type { Random } from './random.js';

/** Makes of an accepted request one that must be refused. */
export type Mutation = {
  readonly name: string;
  readonly schemes: readonly Scheme[];
  readonly apply: (genuine: Genuine, random: Random) => RawRequest;
};

const ALL: readonly Scheme[] = ['standard', 'hubHex', 'hubBase64', 'bearer'];
const OVER_BODY: readonly Scheme[] = ['standard', 'hubHex', 'hubBase64'];
const IN_BASE64: readonly Scheme[] = ['standard', 'hubBase64'];

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a bit of the body',
    schemes: OVER_BODY,
    apply: ({ request }, random) => ({ ...request, body: flipped(request.body, random) }),
  },
  {
    name: 'a bit of a header',
    schemes: ALL,
    apply: ({ request }, random) =>
      withHeader(request, random.pick(proofNames(request)), (value) => flippedText(value, random)),
  },
  {
    name: 'body cut',
    schemes: OVER_BODY,
    apply: ({ request }, random) => ({
      ...request,
      body: request.body.subarray(0, random.below(request.body.length)),
    }),
  },
  {
    name: 'body longer',
    schemes: OVER_BODY,
    apply: ({ request }, random) => ({
      ...request,
      body: Buffer.concat([request.body, Buffer.from(random.pick([' ', '\n', '\0', '{}', ',']))]),
    }),
  },
  {
    name: 'proof cut',
    schemes: ALL,
    apply: ({ request }, random) => withProof(request, (value) => value.slice(0, random.below(value.length))),
  },
  {
    name: 'proof longer',
    schemes: ALL,
    apply: ({ request }, random) =>
      withProof(request, (value) => value + random.pick(['A', '0', '=', ',', ';', ', v1,x', '%00'])),
  },
  {
    name: 'header missing',
    schemes: ALL,
    apply: ({ request }, random) => {
      const missing = random.pick(proofNames(request));
      return { ...request, headers: request.headers.filter(([name]) => name !== missing) };
    },
  },
  { name: 'header doubled', schemes: ALL, apply: doubled },
  { name: 'two schemes', schemes: ALL, apply: beside },
  {
    name: 'other prefix',
    schemes: ALL,
    apply: ({ request, scheme }, random) =>
      withProof(request, (value) => prefixed(value, OTHER_PREFIXES[scheme], random)),
  },
  { name: 'other algorithm', schemes: OVER_BODY, apply: otherwiseDigested },
  {
    name: 'base64 respelled',
    schemes: IN_BASE64,
    apply: ({ request }, random) => withProof(request, (value) => respelled(value, random)),
  },
  {
    name: 'hex respelled',
    schemes: ['hubHex'],
    apply: ({ request }) =>
      withProof(request, (value) => value.replace(/[0-9a-f]+$/, (hex) => `${hex.toUpperCase()}`)),
  },
  {
    name: 'wrong secret',
    schemes: ALL,
    apply: ({ scheme, signing, request }, random) =>
      scheme === 'bearer'
        ? withProof(request, () => `Bearer ${random.pick(['', 'other', `${BEARER}${BEARER}`, NEW_SECRET])}`)
        : SIGN[scheme]({ ...signing, key: random.pick(['', 'other', BEARER, `${NEW_SECRET} `, 'whsec_']) }),
  },
  { name: 'wrong time', schemes: ['standard'], apply: atWrongTime },
  { name: 'odd time', schemes: ['standard'], apply: oddlyTimed },
  {
    name: 'another event’s proof',
    schemes: OVER_BODY,
    apply: ({ scheme, signing, request }) => {
      const body = signing.body.replace('resolved', 'closed');
      const id = `${signing.id}x`;
      const other = SIGN[scheme]({ ...signing, id, body }).headers.at(-1)?.[1] ?? '';
      return withProof(request, () => other);
    },
  },
];
