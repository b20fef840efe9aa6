import { z } from 'zod';
import { instantField } from '../instant-field.js';
import { parseFields } from '../parse-fields.js';

const idFilter = z.strictObject({
  field: z.literal('id'),
  op: z.literal('in'),
  values: z.array(z.uuid()).min(1),
});
const topicFilter = z.strictObject({
  field: z.literal('speechAnalytics.topics.name'),
  op: z.literal('in'),
  values: z.array(z.string().min(1)).min(1),
});
const scoreFilter = z.strictObject({
  field: z.literal('sentiment.score'),
  op: z.literal('gte'),
  values: z.tuple([z.number()]),
});

/** An empty list of values is refused: sending one when there is nothing to filter by is a mistake that must be seen. */
const groupsOf = <Filter extends z.ZodType>(filter: Filter) =>
  z.array(z.strictObject({ filters: z.array(filter).min(1) })).default([]);

const commonFields = {
  dateFrom: instantField,
  dateTo: instantField,
  interval: z.literal('PT1H'),
  size: z.int().min(1).max(100),
  offset: z.int().min(0),
};

const isOrdered = ({ dateFrom, dateTo }: { dateFrom: number; dateTo: number }): boolean => dateFrom < dateTo;
const ORDER = { path: ['dateTo'], message: 'must be after dateFrom' };

const speechQuerySchema = z
  .strictObject({
    ...commonFields,
    conversationType: z.literal('speech'),
    filterGroups: groupsOf(z.discriminatedUnion('field', [idFilter, topicFilter, scoreFilter])),
    metrics: z.array(z.enum(['speechAnalytics', 'sentiment'])).min(1),
    groupings: z.tuple([z.literal('interactionId'), z.literal('agentId')]),
    speechAnalyticsModelId: z.string().min(1),
  })
  .refine(isOrdered, ORDER);

const surveyQuerySchema = z
  .strictObject({
    ...commonFields,
    filterGroups: groupsOf(idFilter),
    metrics: z.tuple([z.literal('csat')]),
    groupings: z.tuple([z.literal('interactionId')]),
  })
  .refine(isOrdered, ORDER);

export type SpeechQuery = z.output<typeof speechQuerySchema>;
export type SurveyQuery = z.output<typeof surveyQuerySchema>;
export type SpeechFilter = SpeechQuery['filterGroups'][number]['filters'][number];

/** Throws GenesysError 400 that names every wrong field. */
export const parseSpeechQuery = (body: unknown): SpeechQuery => parseFields(speechQuerySchema, body);

/** Throws GenesysError 400 that names every wrong field. */
export const parseSurveyQuery = (body: unknown): SurveyQuery => parseFields(surveyQuerySchema, body);
