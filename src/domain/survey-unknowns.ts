/** What may be asked of surveys and is not answered. */
export type SurveyUnknown =
  'surveysSent' | 'partialResponses' | 'answerLag' | 'surveyOwner' | 'queue' | 'mediaType';

/** The source does not tell it, or it does and nobody counts it yet. */
export type UnknownBecause = 'notInThisProfile' | 'notCounted';

export type SurveyUnknowns = Readonly<Partial<Record<SurveyUnknown, UnknownBecause>>>;

/** Of a source that tells scores alone. */
export const ALL_UNKNOWN: Readonly<Record<SurveyUnknown, UnknownBecause>> = {
  surveysSent: 'notInThisProfile',
  partialResponses: 'notInThisProfile',
  answerLag: 'notInThisProfile',
  surveyOwner: 'notInThisProfile',
  queue: 'notInThisProfile',
  mediaType: 'notInThisProfile',
};
