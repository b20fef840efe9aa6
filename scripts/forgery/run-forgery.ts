import type { ListeningIngress } from '../../test/ingress/support/listening-ingress.js';
import { sendRaw } from '../../test/ingress/support/send-raw.js';
import { genuineRequest, SCHEMES, type Genuine, type Scheme } from './genuine.js';
import { MUTATIONS, type Mutation } from './mutations.js';
import { createCaseRandom } from './random.js';

export type ForgeryTally = {
  refused: number;
  accepted: number;
  /** By scheme and kind of mutation. */
  readonly tried: Map<string, number>;
  /** What was accepted and should not have been, or the other way round; with the number that repeats it. */
  readonly complaints: string[];
};

type ForgeryOptions = {
  readonly seed: number;
  readonly runs: number;
  readonly first?: number | undefined;
  readonly progress?: (done: number) => void;
};

const LANES = 16;

/** A flipped bit may leave no HTTP at all; whatever else is sent has to fail at the signature, not later by chance. */
const isRefusal = (status: number, { name }: Mutation): boolean =>
  status === 401 || (status === 400 && name === 'a bit of a header');

const PAIRS = SCHEMES.flatMap((scheme) =>
  MUTATIONS.filter(({ schemes }) => schemes.includes(scheme)).map((mutation) => ({ scheme, mutation })),
);

/** Each case sends a forged request, which must be refused without a trace, and then the genuine one, which must be accepted. */
export async function runForgery(ingress: ListeningIngress, options: ForgeryOptions): Promise<ForgeryTally> {
  const { seed, runs, first = 0, progress } = options;
  const tally: ForgeryTally = { refused: 0, accepted: 0, tried: new Map(), complaints: [] };
  let next = first;
  const lane = async () => {
    while (next < first + runs) {
      const index = next++;
      await testCase(ingress, { seed, index, tally });
      progress?.(index - first + 1);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const { size } = ingress.inbox.entries;
  if (size !== tally.accepted) tally.complaints.push(`the inbox holds ${size} events of ${tally.accepted}`);
  return tally;
}

type Case = { readonly seed: number; readonly index: number; readonly tally: ForgeryTally };

async function testCase(ingress: ListeningIngress, { seed, index, tally }: Case): Promise<void> {
  const pair = PAIRS[index % PAIRS.length];
  if (!pair) throw new RangeError('no mutations');
  const { genuine, forged, name } = forge(pair, index, createCaseRandom(seed, index));
  tally.tried.set(name, (tally.tried.get(name) ?? 0) + 1);
  const isKnown = () => ingress.known.has(genuine.conversationId);
  const complain = (what: string) => void tally.complaints.push(`case ${index}, ${name}: ${what}`);

  const refusal = await sendRaw(ingress.port, forged);
  if (!isRefusal(refusal.status, pair.mutation)) complain(`forged, and answered ${refusal.status}`);
  else if (isKnown()) complain('forged, and in the inbox');
  else tally.refused += 1;

  const answer = await sendRaw(ingress.port, genuine.request);
  if (answer.status !== 202 || !isKnown()) complain(`genuine, and answered ${answer.status}`);
  else tally.accepted += 1;
}

function forge(
  { scheme, mutation }: { scheme: Scheme; mutation: Mutation },
  index: number,
  random: Parameters<Mutation['apply']>[1],
) {
  const genuine: Genuine = genuineRequest(index, scheme, random);
  return { genuine, forged: mutation.apply(genuine, random), name: `${scheme}: ${mutation.name}` };
}
