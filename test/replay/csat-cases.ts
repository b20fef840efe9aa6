import type { WorkflowHandle } from '@temporalio/client';
import type { CsatInput } from '../../src/contracts/correlate-csat.js';
import type { correlateCsat } from '../../src/workflows/index.js';
import { csatProgressQuery, insightUpdatedSignal } from '../../src/workflows/messages.js';
import { createAcceptCsatInput } from '../../src/activities/accept-csat-input.js';
import { createPlatformSpeechAnalytics } from '../../src/gateways/genesys/platform/speech-analytics.js';
import { csatFigures, csatPage } from '../support/csat-fakes.js';
import { failure, type FakeActivities, type WorkflowEnv } from '../support/workflow-env.js';
import { untilSo } from './until-so.js';

type Csat = { readonly handle: WorkflowHandle<typeof correlateCsat>; readonly world: WorkflowEnv };

/** A way in which `correlateCsat` can go: what its activities say, how long it waits for surveys, and what happens to it meanwhile. */
export type CsatCase = {
  readonly activities?: Partial<FakeActivities>;
  readonly changes?: Partial<CsatInput>;
  readonly waitForDays?: number;
  readonly coverage?: number;
  readonly drive?: (csat: Csat) => Promise<void>;
};

/** One survey in each of two lists at first; the first list has another one from its `pass`-th reading on. */
const answeredAtReading = (pass: number): Partial<FakeActivities> => ({
  fetchSurveyPage: ({ slice, pass: reading }) => {
    if (reading === 0) return Promise.resolve(csatPage(1));
    const isNew = slice === 0 && reading === pass;
    const reported = slice === 0 && reading >= pass ? 2 : 1;
    return Promise.resolve({ ...csatPage(isNew ? 1 : 0), reported });
  },
  correlateSurveys: ({ round }) => Promise.resolve(csatFigures(round > pass ? 3 : 2)),
});

/** What is read again says the same, but for the sentiment of one row. */
const retaught: Partial<FakeActivities> = {
  ...answeredAtReading(Infinity),
  fetchSpeechPage: ({ slice, pass }) =>
    Promise.resolve(pass === 0 ? csatPage(2) : { ...csatPage(0, slice === 0 ? 1 : 0), reported: 2 }),
};

/** The second reading has as many pages as bring a history to its bound, which takes 43 with cursors this long, and a few more. */
const longSecondReading: Partial<FakeActivities> = {
  ...answeredAtReading(1),
  fetchSurveyPage({ pass, page }) {
    const cursor = pass === 1 && page < 50 ? `${page + 1}/${'k'.repeat(page < 42 ? 50_000 : 1)}` : null;
    const isNew = page === 0 && pass < 2;
    return Promise.resolve({ ...csatPage(isNew ? 1 : 0), cursor, reported: pass === 0 ? 1 : 2 });
  },
};

/** By day, and surveys with the records of conversations, most of which have none. */
const byDay: Partial<FakeActivities> = {
  acceptCsatInput: createAcceptCsatInput({
    genesys: {
      speech: createPlatformSpeechAnalytics(() => Promise.reject(new Error('nothing is asked'))),
    },
  }),
  fetchSpeechPage: () => Promise.resolve({ ...csatPage(2), reported: null }),
  fetchSurveyPage: () => Promise.resolve({ ...csatPage(1), others: 3, reported: 4 }),
};

/** Of two rows that the coaching platform is told of. */
export const countsOf = (outcome: { readonly delivered: number; readonly failed: number }) => () =>
  Promise.resolve({ wanted: 2, subjects: 2, pending: 0, ...outcome });

const waiting = ({ handle }: Csat) =>
  untilSo(async () => (await handle.query(csatProgressQuery)).stage === 'waiting');

export const CSAT_CASES: Record<string, CsatCase> = {
  completed: {},
  'by-day': { activities: byDay },
  'waited-to-coverage': {
    activities: answeredAtReading(7),
    waitForDays: 30,
    coverage: 0.75,
  },
  'waited-to-date': { activities: answeredAtReading(3), waitForDays: 3, coverage: 1 },
  'cancelled-while-waiting': {
    activities: answeredAtReading(Infinity),
    waitForDays: 60,
    async drive(csat) {
      await waiting(csat);
      await csat.world.env.sleep('2 days');
      await waiting(csat);
      await csat.handle.cancel();
    },
  },
  'insight-updated': {
    activities: retaught,
    waitForDays: 2,
    async drive(csat) {
      await waiting(csat);
      await csat.world.env.sleep('10 hours');
      for (const eventId of ['first', 'second']) await csat.handle.signal(insightUpdatedSignal, { eventId });
    },
  },
  'model-not-deployed': {
    activities: { checkSpeechModel: () => Promise.reject(failure('ModelNotDeployed')) },
  },
  'coaching-down': {
    activities: {
      deliverCoaching: () => Promise.reject(failure('Unavailable', { retry: true })),
      countDeliveries: countsOf({ delivered: 0, failed: 2 }),
    },
  },
  refused: { changes: { csatThreshold: 9 } },
  /** The second run of a chain: it begins with what the first one carried over. */
  continued: {
    activities: longSecondReading,
    waitForDays: 1,
    changes: { slices: 1 },
  },
};
