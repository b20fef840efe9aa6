import { pick } from '../conversations.js';
import type { Organisation } from '../organisation.js';
import { createSeededRandom } from '../seeded-random.js';
import { DRAW_FIELD } from './draw-field.js';
import type { SurveySettings } from './survey-settings.js';

export type Surveys = {
  /** When the survey of a conversation is answered, in epoch milliseconds, be it in future; null for never. */
  answeredMsAt(index: number): number | null;
  /** The score of an answered survey, or null where it has none. */
  scoreAt(index: number): number | null;
};

// Mean and standard deviation of `scoreFrom` over all fractions, its cuts at -1 and 1 included.
const SENTIMENT_MEAN = 0.0972;
const SENTIMENT_SD = 0.4587;
const DEVIATIONS_IN_RANGE = 5;

export function createSurveys(organisation: Organisation, settings: SurveySettings): Surveys {
  const { seed, conversations } = organisation;
  const random = createSeededRandom(seed);
  const fractionAt = (index: number, field: number): number =>
    random.fraction(conversations.ordinalAt(index), field);

  function noiseAt(index: number): number {
    // The sum of three fractions has the mean 3/2 and the standard deviation 1/2.
    const sum = [0, 1, 2].reduce((total, at) => total + fractionAt(index, DRAW_FIELD.noise3 + at), 0);
    return (sum - 1.5) * 2;
  }

  return {
    answeredMsAt: (index) => {
      const { answeredShare, answeredAfterMs, spreadMs } = settings.current();
      if (fractionAt(index, DRAW_FIELD.answered) >= answeredShare) return null;
      const delayMs = pick(answeredAfterMs, fractionAt(index, DRAW_FIELD.delay));
      const spread = Math.floor(fractionAt(index, DRAW_FIELD.spread) * spreadMs);
      return conversations.startMsAt(index) + delayMs + spread;
    },
    scoreAt: (index) => {
      const { min, max, step, trueR, withoutScoreShare } = settings.current();
      if (fractionAt(index, DRAW_FIELD.withoutScore) < withoutScoreShare) return null;
      // What a caller felt does not change when the conversation is scored anew.
      const sentiment = conversations.sentimentAt(index)?.score ?? SENTIMENT_MEAN;
      const feeling = (sentiment - SENTIMENT_MEAN) / SENTIMENT_SD;
      const deviations = trueR * feeling + Math.sqrt(1 - trueR * trueR) * noiseAt(index);
      const score = (min + max) / 2 + (deviations * (max - min)) / DEVIATIONS_IN_RANGE;
      const unit = step ?? 0.0001;
      const steps = Math.round((Math.max(min, Math.min(max, score)) - min) / unit);
      return Math.min(max, Number((min + steps * unit).toFixed(4)));
    },
  };
}
