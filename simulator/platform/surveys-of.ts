import type { Clock } from '../clock.js';
import { toIsoInstant } from '../iso-instant.js';
import type { Surveys } from '../speech/surveys.js';
import type { DetailRecord, DetailSurvey } from './detail-record.js';

export const SURVEY_FORM_ID = '5b1f0c9e-2d47-4a83-9f6e-0c8d7a41b362';

/** The survey of a conversation that will be answered: it was sent when the conversation began, and rates the last agent. */
export function surveysOf(
  { surveys, clock }: { surveys: Surveys; clock: Clock },
  index: number,
  { conversationId, participants }: DetailRecord,
): DetailSurvey[] {
  const answeredMs = surveys.answeredMsAt(index);
  if (answeredMs === null) return [];
  const last = participants.at(-1);
  const isAnswered = answeredMs <= clock.nowMs();
  const score = isAnswered ? surveys.scoreAt(index) : null;
  return [
    {
      ...{ surveyId: `${conversationId.slice(0, -2)}5e`, surveyFormId: SURVEY_FORM_ID },
      ...{ surveyFormName: 'After the call', surveyType: 'Web', surveyPartialResponse: false },
      surveyStatus: isAnswered ? 'Finished' : 'Sent',
      ...(score !== null && { oSurveyTotalScore: score }),
      ...(isAnswered && { surveyCompletedDate: toIsoInstant(answeredMs) }),
      queueId: last?.sessions[0]?.segments[0]?.queueId ?? '',
      userId: last?.userId ?? '',
    },
  ];
}
