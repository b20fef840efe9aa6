import { createDocumentedSpeechAnalytics } from '../../src/gateways/genesys/documented/speech-analytics.js';
import { createAcceptCsatInput } from '../../src/activities/accept-csat-input.js';
import { correlateCsat } from '../../src/domain/csat-correlation.js';
import type { FakeActivities } from './workflow-env.js';

export const CSAT_INPUT = {
  modelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  csatRange: { min: 1, max: 5 },
  csatThreshold: 4,
} as const;

/** A page of one list that is all of it. */
export const csatPage = (added: number, changed = 0) => ({
  received: added,
  malformed: 0,
  added,
  changed,
  cursor: null,
  reported: added,
});

/** What a correlation of some answered conversations gives; too few for an estimate. */
export const csatFigures = (answered: number, conversations = 4) => ({
  correlation: correlateCsat([], { ...CSAT_INPUT, sentimentThreshold: 0.6 }),
  coverage: { conversations, analysed: conversations, answered },
  leftOut: {
    notScored: 0,
    invalidSentiment: 0,
    noSurvey: conversations - answered,
    noScore: 0,
    invalidScore: 0,
    unattributed: 0,
  },
  byAgent: { groups: 0, ungrouped: 0, comparisons: 0 },
  byTopic: { groups: null, reason: 'notAsked' as const },
});

/** The source says how it can be read without asking anybody. */
const UNASKED = () => Promise.reject(new Error('nothing is asked'));

/** Activities of `correlateCsat` over two hours that have two rows and one survey each. */
export const csatFakes = () =>
  ({
    acceptCsatInput: createAcceptCsatInput({ genesys: { speech: createDocumentedSpeechAnalytics(UNASKED) } }),
    checkSpeechModel: () => Promise.resolve(),
    fetchSpeechPage: () => Promise.resolve(csatPage(2)),
    fetchSurveyPage: () => Promise.resolve(csatPage(1)),
    correlateSurveys: () => Promise.resolve(csatFigures(2)),
    enqueueSpeechRows: () => Promise.resolve({ qualified: 2, sinkConfigured: true }),
    countCsatPages: () => Promise.resolve({ pages: 4, requests: 4 }),
    auditCsat: () => Promise.resolve({ count: 1, hash: 'f'.repeat(64) }),
  }) satisfies Partial<FakeActivities>;
