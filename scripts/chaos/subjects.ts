import type { ChaosSubject } from './chaos-subject.js';
import { csatSubject } from './csat-subject.js';
import { insightsSubject } from './insights-subject.js';
import { sentimentSubject } from './sentiment-subject.js';
import { sessionSubject } from './session-subject.js';

/** By the name of the process. */
export const SUBJECTS: Readonly<Partial<Record<string, ChaosSubject>>> = {
  sentiment: sentimentSubject,
  insights: insightsSubject,
  session: sessionSubject,
  csat: csatSubject,
};
