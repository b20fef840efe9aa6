import { z } from 'zod';
import type { Setting } from '../setting.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const share = z.number().min(0).max(1);
const delayMs = z
  .int()
  .min(0)
  .max(90 * DAY_MS);

// Half of the answers within hours, and a long tail up to where an invitation ends.
const DEFAULT_DELAYS_MS = [
  HOUR_MS / 2,
  2 * HOUR_MS,
  5 * HOUR_MS,
  20 * HOUR_MS,
  44 * HOUR_MS,
  71 * HOUR_MS,
  5 * DAY_MS,
  10 * DAY_MS,
  30 * DAY_MS,
  89 * DAY_MS,
];

export const surveySettingsSchema = z
  .strictObject({
    /** Share of conversations whose survey is answered at any time. */
    answeredShare: share.default(0.25),
    /** One of these passes between the start of a conversation and the answer, and up to `spreadMs` by the seed. */
    answeredAfterMs: z.array(delayMs).min(1).default(DEFAULT_DELAYS_MS),
    spreadMs: delayMs.default(HOUR_MS),
    /** Share of the answered surveys that bring no score. */
    withoutScoreShare: share.default(0.02),
    /** Between which the scores lie. */
    min: z.number().default(1),
    max: z.number().default(5),
    /** What scores are rounded to, counted from `min`; null leaves four decimals. */
    step: z.number().positive().nullable().default(1),
    /** Pearson's r of sentiment and score over all conversations there could be, before a score is cut and rounded. */
    trueR: z.number().min(-1).max(1).default(0.5),
  })
  .refine(({ min, max }) => min < max, { path: ['max'], message: 'must be above min' });

export type SurveySettings = Setting<
  z.output<typeof surveySettingsSchema>,
  z.input<typeof surveySettingsSchema>
>;
