import { askLockPort } from './ask-lock-port.js';
import type { Greeting } from './greeting.js';
import type { LockAddress } from './lock-address.js';

export type PortOfStranger = { readonly port: number; readonly because: string };

/** Who holds a lock: its owner; perhaps its owner, which does not answer; or nobody, where strangers may hold some of its ports. */
export type LockState =
  | { readonly kind: 'owned'; readonly greeting: Greeting }
  | { readonly kind: 'silent'; readonly holder: PortOfStranger }
  | {
      readonly kind: 'free';
      readonly strangers: readonly PortOfStranger[];
      /** Where a connection ended without a word: an owner that was killed just then, or a stranger with bad manners. */
      readonly hungUp: readonly number[];
    };

/** An owner is silent while PGlite works: creating a database blocks it for 3 to 4 s on two cores, a long query for as long as it takes. */
const SILENCE_MS = 15_000;

/**
 * Asks all ports of a lock. Silence may be an owner that is busy, so that it is never passed over: two owners would destroy the
 * database.
 */
export async function lockStateOf({ ports, dataDirHash }: LockAddress): Promise<LockState> {
  const answers = await Promise.all(
    ports.map(async (port) => ({ port, ...(await askLockPort({ port, silenceMs: SILENCE_MS })) })),
  );
  const strangers: PortOfStranger[] = [];
  const hungUp: number[] = [];
  let silent: PortOfStranger | null = null;
  for (const answer of answers) {
    const { port } = answer;
    if (answer.kind === 'owner') {
      const { greeting } = answer;
      if (greeting.dataDir === dataDirHash) return { kind: 'owned', greeting };
      strangers.push({ port, because: 'the local database of another DATA_DIR' });
    }
    if (answer.kind === 'silent') silent = { port, because: `it is silent for ${SILENCE_MS} ms` };
    if (answer.kind === 'foreign') strangers.push({ port, because: 'it answers otherwise' });
    if (answer.kind === 'hungUp') hungUp.push(port);
  }
  return silent ? { kind: 'silent', holder: silent } : { kind: 'free', strangers, hungUp };
}
