import { PLANTED_PERSONAL_DATA } from '../../simulator/webhooks/customer-end.js';
import { keyText } from '../codec/key-text.js';

const secretOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');

/** What customers say and are. Spelled so that a search for one finds nothing else. */
export const CUSTOMER = {
  message: 'planted message: my parcel 77x41 never came',
  turn: 'planted turn: it was 77x42 that I had ordered',
  angryTurn: 'planted turn 77x43, sentiment=-0.9',
  refusedTurn: 'planted turn 77x44 ',
  fromId: 'planted-customer-77x45',
  fromName: 'Planted Name 77x46',
  attribute: 'planted attribute 77x47',
  forged: 'planted forgery 77x48',
  malformed: 'planted malformation 77x49',
  interaction: 'planted remark 77x50',
} as const;

export const SECRETS = {
  clientSecret: 'planted+client&secret=77x60',
  sink: `whsec_${secretOf(61)}`,
  authorization: 'Bearer planted-sink-token-77x62',
  webhook: `whsec_${secretOf(63)}`,
  bearer: 'planted-ingress-bearer-77x64',
  auditKey: 'planted audit key 77x65, 32 characters or more',
  payloadKey: keyText('privacy'),
} as const;

const withoutPrefix = (secret: string) => secret.replace(/^(whsec_|privacy:|Bearer )/, '');

/** Everything that may be found nowhere. */
export const plantedTexts = (accessTokens: readonly string[]): readonly string[] => [
  ...Object.values(CUSTOMER).map((text) => text.trim()),
  ...Object.values(PLANTED_PERSONAL_DATA),
  ...Object.values(SECRETS).map(withoutPrefix),
  ...accessTokens,
];
