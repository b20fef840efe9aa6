import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveyCoverage } from '../../src/domain/survey-coverage.js';
import { pairAgents, pairConversations } from '../../src/domain/survey-pairing.js';
import { spoken, survey, surveyedConversation } from '../support/surveyed-conversations.js';

const FIVE_STARS = { min: 1, max: 5 };

const NONE_LEFT_OUT = {
  notScored: 0,
  invalidSentiment: 0,
  noSurvey: 0,
  noScore: 0,
  invalidScore: 0,
  unattributed: 0,
};

const agentIds = fc.constantFrom('a', 'b', 'c', null);
const arbitraryConversations = fc.array(
  fc
    .record({
      communications: fc.array(
        fc.record({
          agentId: agentIds,
          sentiment: fc.option(
            fc.record({
              avg: fc.constantFrom(-1, -0.2, 0, 0.7, 1, 4, null),
              count: fc.integer({ min: 0, max: 3 }),
            }),
          ),
        }),
        { maxLength: 4 },
      ),
      survey: fc.option(fc.record({ agentId: agentIds, csat: fc.constantFrom(0, 1, 3, 5, null) })),
    })
    .map((told) => surveyedConversation(told)),
);

const leftOutOf = (leftOut: Readonly<Record<string, number>>): number =>
  Object.values(leftOut).reduce((sum, count) => sum + count, 0);

describe('pairConversations', () => {
  it('makes one pair of a conversation, however many agents it had and whomever its survey rates', () => {
    const conversation = surveyedConversation({
      topics: ['billing'],
      communications: [spoken('a', 1, 3), spoken('b', -1, 1)],
      survey: survey(4, 'b'),
    });
    expect(pairConversations([conversation], FIVE_STARS)).toEqual({
      input: 1,
      pairs: [{ conversationId: 'conversation-0', topics: ['billing'], sentiment: 0.5, csat: 0.75 }],
      leftOut: NONE_LEFT_OUT,
    });
  });

  it.each([
    { reason: 'notScored', told: { survey: survey(5) } },
    { reason: 'notScored', told: { communications: [spoken('a', null, 0)] } },
    { reason: 'invalidSentiment', told: { communications: [spoken('a', 42)], survey: survey(5) } },
    { reason: 'noSurvey', told: { communications: [spoken('a', 0.5)] } },
    { reason: 'noScore', told: { communications: [spoken('a', 0.5)], survey: survey(null) } },
    { reason: 'invalidScore', told: { communications: [spoken('a', 0.5)], survey: survey(0) } },
    { reason: 'invalidScore', told: { communications: [spoken('a', 0.5)], survey: survey(6) } },
  ])('counts as $reason: $told', ({ reason, told }) => {
    expect(pairConversations([surveyedConversation(told)], FIVE_STARS)).toEqual({
      input: 1,
      pairs: [],
      leftOut: { ...NONE_LEFT_OUT, [reason]: 1 },
    });
  });

  it('needs nobody to own the communications or the survey', () => {
    const conversation = surveyedConversation({ communications: [spoken(null, 0.5)], survey: survey(5) });
    expect(pairConversations([conversation], FIVE_STARS).pairs).toHaveLength(1);
  });

  it('takes a stream as well as a list', () => {
    function* stream() {
      yield surveyedConversation({ communications: [spoken('a', 0.5)], survey: survey(5) });
      yield surveyedConversation({}, 1);
    }
    expect(pairConversations(stream(), FIVE_STARS)).toMatchObject({ input: 2, leftOut: { notScored: 1 } });
  });

  it('drops nothing silently: pairs and what is left out are the input', () => {
    fc.assert(
      fc.property(arbitraryConversations, (conversations) => {
        const { input, pairs, leftOut } = pairConversations(conversations, FIVE_STARS);
        expect(input).toBe(conversations.length);
        expect(pairs.length + leftOutOf(leftOut)).toBe(input);
        expect(leftOut.unattributed).toBe(0);
      }),
    );
  });
});

describe('pairAgents', () => {
  it('pairs a survey with the communications of the agent whom it rates, and with no other', () => {
    const conversation = surveyedConversation({
      communications: [spoken('a', 1, 9), spoken('b', -0.5, 1), spoken('b', 0.5, 3)],
      survey: survey(4, 'b'),
    });
    expect(pairAgents([conversation], FIVE_STARS)).toEqual({
      input: 2,
      pairs: [{ conversationId: 'conversation-0', agentId: 'b', sentiment: 0.25, csat: 0.75 }],
      leftOut: { ...NONE_LEFT_OUT, noSurvey: 1 },
    });
  });

  it('gives a survey that rates nobody to the only agent there was', () => {
    const conversation = surveyedConversation({
      communications: [spoken('a', 0.5), spoken('a', 0.5)],
      survey: survey(5),
    });
    expect(pairAgents([conversation], FIVE_STARS).pairs).toEqual([
      { conversationId: 'conversation-0', agentId: 'a', sentiment: 0.5, csat: 1 },
    ]);
  });

  it.each([
    {
      name: 'does not guess which of two agents was rated',
      told: { communications: [spoken('a', 0.5), spoken('b', 0.5)], survey: survey(5) },
      leftOut: { unattributed: 2 },
    },
    {
      name: 'does not guess that nobody else spoke where somebody unknown did',
      told: { communications: [spoken('a', 0.5), spoken(null, 0.5)], survey: survey(5) },
      leftOut: { unattributed: 2 },
    },
    {
      name: 'does not guess who spoke',
      told: { communications: [spoken(null, 0.5)], survey: survey(5) },
      leftOut: { unattributed: 1 },
    },
    {
      name: 'counts an agent whom only the survey knows',
      told: { communications: [spoken('a', 0.5)], survey: survey(5, 'b') },
      leftOut: { noSurvey: 1, notScored: 1 },
    },
    {
      name: 'counts a survey of which nothing else is known',
      told: { survey: survey(5) },
      leftOut: { notScored: 1 },
    },
    {
      name: 'counts every agent of a conversation without a survey',
      told: { communications: [spoken('a', 0.5), spoken('b', 0.5), spoken(null, 0.5)] },
      leftOut: { noSurvey: 3 },
    },
    {
      name: 'says of a score that is wrong first that it is wrong',
      told: { communications: [spoken('a', 0.5), spoken('b', 0.5)], survey: survey(9) },
      leftOut: { invalidScore: 2 },
    },
    {
      name: 'lets no agent suffer for the sentiment of another',
      told: { communications: [spoken('a', 42), spoken('b', 0.5)], survey: survey(null, 'b') },
      leftOut: { invalidSentiment: 1, noScore: 1 },
    },
  ])('$name', ({ told, leftOut }) => {
    const pairing = pairAgents([surveyedConversation(told)], FIVE_STARS);
    expect(pairing.pairs).toEqual([]);
    expect(pairing.leftOut).toEqual({ ...NONE_LEFT_OUT, ...leftOut });
  });

  it('drops nothing silently: pairs and what is left out are all agents of all conversations', () => {
    fc.assert(
      fc.property(arbitraryConversations, (conversations) => {
        const { input, pairs, leftOut } = pairAgents(conversations, FIVE_STARS);
        const agents = conversations.map(({ communications, survey: asked }) => {
          const known = [...communications, ...(asked?.agentId ? [asked] : [])].map(({ agentId }) => agentId);
          return Math.max(1, new Set(known).size);
        });
        expect(input).toBe(agents.reduce((sum, count) => sum + count, 0));
        expect(pairs.length + leftOutOf(leftOut)).toBe(input);
      }),
    );
  });

  it('never makes two pairs of one survey', () => {
    fc.assert(
      fc.property(arbitraryConversations, (conversations) => {
        for (const conversation of conversations) {
          expect(pairAgents([conversation], FIVE_STARS).pairs.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('surveyCoverage', () => {
  it('counts what was analysed and what was answered, each for itself', () => {
    const conversations = [
      surveyedConversation({ communications: [spoken('a', 0.5)], survey: survey(5) }),
      surveyedConversation({ communications: [spoken('a', 0.5)] }),
      surveyedConversation({ communications: [spoken('a', 0.5)], survey: survey(null) }),
      surveyedConversation({ communications: [spoken('a', 42)], survey: survey(6) }),
      surveyedConversation({ survey: survey(1) }),
    ];
    expect(surveyCoverage(conversations, FIVE_STARS)).toEqual({ conversations: 5, analysed: 3, answered: 2 });
    expect(surveyCoverage([], FIVE_STARS)).toEqual({ conversations: 0, analysed: 0, answered: 0 });
  });

  it('is never less than the pairs', () => {
    fc.assert(
      fc.property(arbitraryConversations, (conversations) => {
        const { analysed, answered } = surveyCoverage(conversations, FIVE_STARS);
        const pairs = pairConversations(conversations, FIVE_STARS).pairs.length;
        expect(Math.min(analysed, answered)).toBeGreaterThanOrEqual(pairs);
      }),
    );
  });
});
