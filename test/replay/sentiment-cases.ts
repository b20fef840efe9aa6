import { createAcceptSentimentInput } from '../../src/activities/accept-sentiment-input.js';
import { createPlatformSentimentSource } from '../../src/gateways/genesys/platform/sentiment.js';
import { failure, fakeActivities, FIGURES } from '../support/workflow-env.js';

/** A way in which `analyzeSentiment` can go. */
export type SentimentCase = {
  readonly activities: (cancel: () => Promise<void>) => ReturnType<typeof fakeActivities>;
  readonly changes?: object;
};

const pages = (count: number, fetched = 2) =>
  fakeActivities({
    fetchSentimentPage: ({ page }) =>
      Promise.resolve({ fetched, cursor: page + 1 < count ? `after ${page}` : null, repeatsCursor: false }),
  });

/** By day, records and scores apart, and after the last day scores alone. */
const byDay = () => {
  const sentiment = createPlatformSentimentSource(() => Promise.reject(new Error('nothing is asked')));
  return fakeActivities({
    acceptSentimentInput: createAcceptSentimentInput({ genesys: { sentiment } }),
    fetchSentimentPage: ({ page, query }) =>
      Promise.resolve({
        fetched: page === 0 && !query.scoresOnly ? 2 : 0,
        cursor: page === 0 ? 'scores' : null,
        repeatsCursor: false,
      }),
    summarizeSentiment: () =>
      Promise.resolve({
        ...FIGURES,
        finality: {
          ...{ open: 1, provisional: 1, final: FIGURES.unique - 2, unattributed: 0, divisions: 1 },
          unscoredBecause: { pending: FIGURES.unscored, noAgentLeg: 0, unknown: 0 },
        },
      }),
  });
};

export const SENTIMENT_CASES: Record<string, SentimentCase> = {
  completed: { activities: () => pages(3), changes: { concurrency: 2, slices: 2 } },
  'by-day': { activities: byDay, changes: { concurrency: 2 } },
  refused: { activities: () => fakeActivities(), changes: { colour: 'red' } },
  'model-unavailable': {
    activities: () =>
      fakeActivities({
        fetchSentimentPage: () => Promise.reject(failure('ModelUnavailable')),
        summarizeSentiment: () => Promise.resolve({ ...FIGURES, reported: null }),
      }),
    changes: { concurrency: 2, slices: 2, languages: ['xx'] },
  },
  'rate-limited': {
    activities: () => {
      let attempts = 0;
      return fakeActivities({
        fetchSentimentPage: () =>
          ++attempts === 1
            ? Promise.reject(failure('RateLimited', { retry: true, nextRetryDelayMs: 42_000 }))
            : Promise.resolve({ fetched: 2, cursor: null, repeatsCursor: false }),
      });
    },
    changes: { concurrency: 1, slices: 1 },
  },
  unauthorized: {
    activities: () => fakeActivities({ fetchSentimentPage: () => Promise.reject(failure('Unauthorized')) }),
    changes: { concurrency: 2, slices: 2 },
  },
  'sink-down': {
    activities: () =>
      fakeActivities({ deliverCoaching: () => Promise.reject(failure('Unavailable', { retry: true })) }),
    changes: { concurrency: 1, slices: 1 },
  },
  'page-cap': { activities: () => pages(9), changes: { concurrency: 1, slices: 1, pageCap: 2 } },
  'without-push': {
    activities: () => fakeActivities(),
    changes: { concurrency: 1, slices: 1, pushToCoaching: 'none' },
  },
  cancelled: {
    activities: (cancel) =>
      fakeActivities({
        async fetchSentimentPage({ page }) {
          if (page === 2) await cancel();
          return { fetched: 2, cursor: `after ${page}`, repeatsCursor: false };
        },
      }),
    changes: { concurrency: 1, slices: 1 },
  },
  /** The second run of a chain: it begins with what the first one carried over. */
  continued: { activities: () => pages(300), changes: { concurrency: 4, slices: 4 } },
};
