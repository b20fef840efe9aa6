import { csatPosition, type CsatRange } from './csat.js';
import { agreement, type Agreement } from './statistics/agreement.js';
import { pearson, spearman } from './statistics/correlation-coefficients.js';
import type { Estimate } from './statistics/estimate.js';
import type { Pair, UncorrelatedReason } from './statistics/pair.js';
import type { AgentPair, ConversationPair } from './survey-pairing.js';

/** The contract keeps the threshold inside the range. */
export type CorrelationRules = {
  readonly sentimentThreshold: number;
  /** In the survey's own units; an answer on it is satisfied. */
  readonly csatThreshold: number;
  readonly csatRange: CsatRange;
};

export type CsatCorrelation = {
  readonly n: number;
  readonly pearson: Estimate<UncorrelatedReason>;
  readonly spearman: Estimate<UncorrelatedReason>;
  readonly agreement: Agreement;
  /** The document's name for the rate of agreement, which says nothing of who is right; here over pairs that have both values. */
  readonly accuracyScore: number | null;
};

export type GroupCorrelation = CsatCorrelation & { readonly group: string };

export type GroupedCorrelation = {
  /** The largest first, then by name. */
  readonly groups: readonly GroupCorrelation[];
  /** Pairs that belong to no group. */
  readonly ungrouped: number;
  /** How many 95 % intervals the groups give: about one in twenty misses the truth, so look for it before the odd one out. */
  readonly comparisons: number;
};

/** Of pairs as the pairing makes them: sentiment -1…1, csat 0…1. */
export function correlateCsat(pairs: readonly Pair[], rules: CorrelationRules): CsatCorrelation {
  const found = agreement(pairs, {
    sentiment: rules.sentimentThreshold,
    csat: csatPosition(rules.csatThreshold, rules.csatRange),
  });
  return {
    n: pairs.length,
    pearson: pearson(pairs),
    spearman: spearman(pairs),
    agreement: found,
    accuracyScore: found.rate.value,
  };
}

export const correlateByAgent = (pairs: readonly AgentPair[], rules: CorrelationRules): GroupedCorrelation =>
  correlateByGroup(pairs, ({ agentId }) => [agentId], rules);

/** A conversation of several topics counts in each of them. */
export const correlateByTopic = (
  pairs: readonly ConversationPair[],
  rules: CorrelationRules,
): GroupedCorrelation => correlateByGroup(pairs, ({ topics }) => topics, rules);

function correlateByGroup<PairOf extends Pair>(
  pairs: readonly PairOf[],
  groupsOf: (pair: PairOf) => readonly string[],
  rules: CorrelationRules,
): GroupedCorrelation {
  const members = new Map<string, PairOf[]>();
  let ungrouped = 0;
  for (const pair of pairs) {
    const names = new Set(groupsOf(pair));
    if (names.size === 0) ungrouped += 1;
    for (const name of names) {
      const others = members.get(name);
      if (others) others.push(pair);
      else members.set(name, [pair]);
    }
  }
  const groups = [...members]
    .sort(([a, of], [b, other]) => other.length - of.length || (a < b ? -1 : 1))
    .map(([group, own]) => ({ group, ...correlateCsat(own, rules) }));
  return { groups, ungrouped, comparisons: groups.flatMap(intervalsOf).length };
}

const intervalsOf = ({ pearson, spearman, agreement: { rate } }: GroupCorrelation) =>
  [pearson, spearman, rate].filter(({ value }) => value !== null);
