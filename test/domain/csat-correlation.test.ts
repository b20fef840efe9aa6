import { describe, expect, it } from 'vitest';
import { correlateByAgent, correlateByTopic, correlateCsat } from '../../src/domain/csat-correlation.js';
import { pearson, spearman } from '../../src/domain/statistics/correlation-coefficients.js';
import type { AgentPair, ConversationPair } from '../../src/domain/survey-pairing.js';

const RULES = { sentimentThreshold: 0.6, csatThreshold: 4, csatRange: { min: 1, max: 5 } };

/** Answers of 1 to 5 with a sentiment that roughly follows them. */
const pairOf = (index: number) => ({
  sentiment: ((index % 5) + (index % 3)) / 3 - 1,
  csat: (index % 5) / 4,
});

const agentPairs = (agentId: string, size: number): AgentPair[] =>
  Array.from({ length: size }, (_, index) => ({ ...pairOf(index), agentId, conversationId: String(index) }));

const topicPairs = (topics: readonly string[], size: number): ConversationPair[] =>
  Array.from({ length: size }, (_, index) => ({ ...pairOf(index), topics, conversationId: String(index) }));

describe('correlateCsat', () => {
  it('puts the figures of the same pairs together, with the threshold in units of the survey', () => {
    const pairs = Array.from({ length: 60 }, (_, index) => pairOf(index));
    const correlation = correlateCsat(pairs, RULES);
    expect(correlation).toMatchObject({ n: 60, pearson: pearson(pairs), spearman: spearman(pairs) });
    expect(correlation.agreement).toMatchObject({
      positiveSatisfied: pairs.filter(({ sentiment, csat }) => sentiment > 0.6 && csat >= 0.75).length,
      notPositiveDissatisfied: pairs.filter(({ sentiment, csat }) => sentiment <= 0.6 && csat < 0.75).length,
    });
    expect(correlation.accuracyScore).toBe(correlation.agreement.rate.value);
  });

  it('finds an answer on the threshold satisfied', () => {
    const { agreement } = correlateCsat([{ sentiment: 0.7, csat: 0.75 }], RULES);
    expect(agreement.positiveSatisfied).toBe(1);
  });

  it('gives no figure for too few pairs, and each says why', () => {
    const none = { value: null, low: null, high: null, reason: 'fewerThan30Pairs' };
    expect(correlateCsat([], RULES)).toEqual({
      n: 0,
      pearson: none,
      spearman: none,
      agreement: {
        positiveSatisfied: 0,
        positiveDissatisfied: 0,
        notPositiveSatisfied: 0,
        notPositiveDissatisfied: 0,
        rate: none,
        kappa: { value: null, reason: 'fewerThan30Pairs' },
      },
      accuracyScore: null,
    });
  });
});

describe('correlateByAgent', () => {
  const pairs = [
    ...agentPairs('few', 29),
    ...agentPairs('many', 90),
    ...agentPairs('zoe', 30),
    ...agentPairs('amy', 30),
  ];

  it('gives each agent the figures of their own pairs, the most pairs first, then by name', () => {
    const { groups, ungrouped } = correlateByAgent(pairs, RULES);
    expect(groups.map(({ group, n }) => [group, n])).toEqual([
      ['many', 90],
      ['amy', 30],
      ['zoe', 30],
      ['few', 29],
    ]);
    expect(groups[0]).toEqual({ group: 'many', ...correlateCsat(agentPairs('many', 90), RULES) });
    expect(groups[3]?.pearson).toMatchObject({ value: null, reason: 'fewerThan30Pairs' });
    expect(ungrouped).toBe(0);
  });

  it('tells how many intervals were given: three for each agent with enough pairs', () => {
    expect(correlateByAgent(pairs, RULES).comparisons).toBe(9);
  });

  it('does not count an interval that could not be given', () => {
    const constant = agentPairs('same', 30).map((pair) => ({ ...pair, csat: 1 }));
    expect(correlateByAgent(constant, RULES).comparisons).toBe(1);
  });

  it('has nothing to tell of nothing', () => {
    expect(correlateByAgent([], RULES)).toEqual({ groups: [], ungrouped: 0, comparisons: 0 });
  });
});

describe('correlateByTopic', () => {
  it('counts a conversation in each of its topics once, and tells how many have none', () => {
    const pairs = [
      ...topicPairs(['billing', 'returns', 'billing'], 30),
      ...topicPairs(['billing'], 5),
      ...topicPairs([], 7),
    ];
    const { groups, ungrouped } = correlateByTopic(pairs, RULES);
    expect(groups.map(({ group, n }) => [group, n])).toEqual([
      ['billing', 35],
      ['returns', 30],
    ]);
    expect(ungrouped).toBe(7);
  });

  it.each(['__proto__', 'constructor', ''])('takes the topic %j for a topic', (topic) => {
    expect(correlateByTopic(topicPairs([topic], 1), RULES).groups[0]).toMatchObject({ group: topic, n: 1 });
  });
});
