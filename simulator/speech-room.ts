import type { Clock } from './clock.js';
import { invalidFields } from './genesys-error.js';
import { createJournal } from './journal.js';
import type { Organisation } from './organisation.js';
import { createSetting } from './setting.js';
import { findModel, MODEL_IDS } from './speech/models.js';
import { createSelectionCache } from './speech/selection-cache.js';
import { speechPageOf, type SpeechPage } from './speech/speech-page.js';
import { speechSettingsSchema, type SpeechSettings } from './speech/speech-settings.js';
import { speechTruthOf, type SpeechTruth, type SpeechTruthFilter } from './speech/speech-truth.js';
import { createSpeechWebhooks, type SpeechEvent, type SpeechWebhooks } from './speech/speech-webhooks.js';
import { createSpoken, type Spoken } from './speech/spoken.js';
import { parseSpeechQuery, parseSurveyQuery } from './speech/summary-query.js';
import { surveyPageOf, type SurveyPage } from './speech/survey-page.js';
import { surveySettingsSchema, type SurveySettings } from './speech/survey-settings.js';
import { createSurveys, type Surveys } from './speech/surveys.js';

/** What speech analytics and surveys know of the organisation's conversations, and those who are told of it. */
export type SpeechRoom = {
  settings: SpeechSettings;
  surveySettings: SurveySettings;
  webhooks: SpeechWebhooks;
  spoken: Spoken;
  surveys: Surveys;
  /**
   * Both throw GenesysError 400 that names every wrong field; speech analytics 403 for a model that is forbidden. Their last page
   * is told to the webhooks as a query that is completed.
   */
  speechPage(body: unknown): SpeechPage;
  surveyPage(body: unknown): SurveyPage;
  /** For tests to compute from; throws RangeError unless given ISO dates. */
  truth(filter: SpeechTruthFilter): SpeechTruth[];
  /**
   * Scores a conversation anew, until the process ends, where a score in -1…1 or null is given; tells the webhooks of it either
   * way. Gives null for a conversation that is not known. A known `eventId` makes it a repetition.
   */
  updateInsight(
    interactionId: string,
    update?: { sentiment?: number | null | undefined; eventId?: string | undefined },
  ): Promise<SpeechEvent | null>;
};

export function createSpeechRoom(options: {
  organisation: Organisation;
  clock: Clock;
  dataDir: string | undefined;
  webhookRetryDelaysMs: readonly number[] | undefined;
}): SpeechRoom & { stop(): void } {
  const { organisation, clock, dataDir, webhookRetryDelaysMs: retryDelaysMs } = options;
  const { conversations } = organisation;
  const selections = createSelectionCache();
  const onSet = selections.clear;
  const noun = 'setting';
  const settings = createSetting(speechSettingsSchema, {
    journal: createJournal(dataDir, { name: 'speech', noun, schema: speechSettingsSchema }),
    onSet,
  });
  const surveySettings = createSetting(surveySettingsSchema, {
    journal: createJournal(dataDir, { name: 'surveys', noun, schema: surveySettingsSchema }),
    onSet,
  });
  const spoken = createSpoken(organisation, settings);
  const surveys = createSurveys(organisation, surveySettings);
  const webhooks = createSpeechWebhooks({ clock, dataDir, retryDelaysMs });

  return {
    settings,
    surveySettings,
    webhooks,
    spoken,
    surveys,
    speechPage: (body) => {
      const query = parseSpeechQuery(body);
      if (findModel(query.speechAnalyticsModelId) === null) {
        const message = 'speechAnalyticsModelId names no model.';
        throw invalidFields({ errorCode: 'invalid.value', fieldName: 'speechAnalyticsModelId', message });
      }
      const page = speechPageOf({ conversations, spoken, clock, settings, selections }, query);
      if (page.offset + page.pageSize >= page.totalCount) {
        const { speechAnalyticsModelId } = query;
        void webhooks.publish({ event: 'analytics:query:completed', speechAnalyticsModelId });
      }
      return page;
    },
    surveyPage: (body) => surveyPageOf({ conversations, surveys, clock, selections }, parseSurveyQuery(body)),
    truth: (filter) => speechTruthOf({ organisation, spoken, surveys }, filter),
    updateInsight: async (interactionId, { sentiment, eventId } = {}) => {
      const index = conversations.indexOf(interactionId);
      if (index === null) return null;
      if (sentiment !== undefined) {
        spoken.rescore(index, sentiment);
        selections.clear();
      }
      return webhooks.publish({
        id: eventId,
        event: 'speechanalytics:insight:updated',
        speechAnalyticsModelId: MODEL_IDS.deployed,
        interactionId: conversations.idAt(index),
      });
    },
    stop: webhooks.close,
  };
}
