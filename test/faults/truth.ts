import type { FaultInput, WhatOf } from '../../simulator/faults/fault.js';
import { isOdd } from '../../simulator/faults/odd-entity.js';
import type { Organisation } from '../../simulator/organisation.js';

export type TrueSentiment = {
  status: 'scored' | 'unscored' | 'invalid' | 'unknown';
  polarity: string | null;
  /** On the scale -1…1; null unless it counts. */
  score: number | null;
};

const STATUS = { unscored: 'unscored', scoreOutOfRange: 'invalid', unknownPolarity: 'unknown' } as const;

type Odd = Required<Pick<WhatOf<'oddEntities'>, 'change' | 'share' | 'seed'>>;

const oddOnes = (faults: readonly FaultInput[]): Odd[] =>
  faults.flatMap(({ what }) =>
    what.kind === 'oddEntities' ? [{ share: 0.1, seed: 1, ...what } as Odd] : [],
  );

/** What the conversations of a window are, by id, as the organisation knows them and the faults show them on every page. */
export function truthOf(
  organisation: Organisation,
  { from, to }: { from: string; to: string },
  faults: readonly FaultInput[],
): Map<string, TrueSentiment> {
  const odd = oddOnes(faults);
  const truth = new Map<string, TrueSentiment>();
  const { conversations } = organisation;
  const last = conversations.firstIndexFrom(Date.parse(to));
  for (let index = conversations.firstIndexFrom(Date.parse(from)); index < last; index += 1) {
    const id = conversations.idAt(index);
    const sentiment = conversations.sentimentAt(index);
    const changes = sentiment ? odd.filter((what) => isOdd(id, what)).map(({ change }) => change) : [];
    truth.set(id, shown(sentiment, changes));
  }
  return truth;
}

/** No sentiment at all outranks a bad score, and that a bad polarity. */
function shown(
  sentiment: { score: number; polarity: string } | null,
  changes: readonly Odd['change'][],
): TrueSentiment {
  if (!sentiment) return { status: 'unscored', polarity: null, score: null };
  const worst = (['unscored', 'scoreOutOfRange', 'unknownPolarity'] as const).find((change) =>
    changes.includes(change),
  );
  return worst ? { status: STATUS[worst], polarity: null, score: null } : { status: 'scored', ...sentiment };
}
