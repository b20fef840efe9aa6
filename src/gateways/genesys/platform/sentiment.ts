import type { InputProblem } from '../../../domain/invalid-input.js';
import type { ScoreShare } from '../../../domain/sentiment.js';
import type { SentimentPage, SentimentQuery, SentimentSelection, SentimentSource } from '../ports.js';
import type { Send } from '../transport.js';
import { factsOf } from './conversation-detail.js';
import { readConversations, type ConversationsPage } from './conversations.js';
import { daySlices, tailSlices } from './day-slices.js';
import { scoresOfIds } from './id-scores.js';
import { cursorOf, stepOf, type ReadingStep } from './reading-step.js';
import { firstWindow, readWindow, type Window } from './score-windows.js';
import type { AggregateGroup } from './transcript-aggregates.js';

/**
 * Sentiment of the published API, in bulk: records of conversations by page, by job or by id, then their scores from transcript
 * aggregates. Reading may be repeated: only jobs are begun by it, and one more does nobody any harm.
 */
export const createPlatformSentimentSource = (send: Send): SentimentSource => ({
  polaritySource: 'derived',
  refusals,
  slices: ({ from, to, conversationIds }, { now }) =>
    conversationIds ? [{ from, to }] : [...daySlices({ from, to }), ...tailSlices({ from, to }, now)],
  async fetchSentimentPage(query, { cursor, signal }) {
    const step = cursor === null ? firstStep(query) : stepOf(cursor);
    if (step.of === 'scores') return windowPage(send, query, step, signal);
    if (step.of === 'idScores') {
      const { groups, next } = await scoresOfIds(send, query, { step, byAgent: false }, signal);
      return { ...scoresPage(groups), cursor: next && cursorOf(next), reported: null };
    }
    if (step.of === 'topics') throw new Error('no step of sentiment: topics');
    const page = await readConversations(send, query, step, signal);
    return { ...conversationsOf(page), cursor: cursorOf(page.next ?? afterRecords(query)) };
  },
});

const refusals = ({ languages }: SentimentSelection): InputProblem[] =>
  languages === undefined
    ? []
    : [
        {
          field: 'languages',
          problem:
            'can not be asked for on the platform profile: no record there tells its language; leave it out',
        },
      ];

function firstStep(query: SentimentQuery): ReadingStep {
  if (query.scoresOnly) return { of: 'scores', ...firstWindow(query) };
  return query.conversationIds ? { of: 'ids', offset: 0, found: 0 } : { of: 'page', page: 1 };
}

const afterRecords = (query: SentimentQuery): ReadingStep =>
  query.conversationIds
    ? { of: 'idScores', offset: 0, from: query.from }
    : { of: 'scores', ...firstWindow(query) };

const conversationsOf = ({
  details,
  outside,
  reported,
}: ConversationsPage): Omit<SentimentPage, 'cursor'> => ({
  sentiments: details.map((detail) => ({
    ...{ conversationId: detail.conversationId, occurredAt: factsOf(detail).startedAt },
    ...{ status: 'unscored', score: null, polarity: null },
  })),
  facts: details.map(factsOf),
  outside,
  reported,
});

async function windowPage(
  send: Send,
  query: SentimentQuery,
  window: Window,
  signal?: AbortSignal,
): Promise<SentimentPage> {
  const asked = { byAgent: false, anyOf: {}, interval: query, window };
  const { groups, next } = await readWindow(send, asked, signal);
  const cursor = next && cursorOf({ of: 'scores', ...next });
  // A slice of scores alone has no conversations of its own.
  return { ...scoresPage(groups), cursor, reported: query.scoresOnly ? 0 : null };
}

const scoresPage = (groups: readonly AggregateGroup[]): Pick<SentimentPage, 'sentiments' | 'shares'> => ({
  sentiments: [],
  shares: groups.flatMap(({ conversationId, hour, sentiment }): ScoreShare[] =>
    sentiment ? [{ conversationId, hour, ...sentiment }] : [],
  ),
});
