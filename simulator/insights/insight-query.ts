import { z } from 'zod';
import { parseFields } from '../parse-fields.js';
import { INSIGHT_TYPES } from './insight-draft.js';

const MAX_RESULTS = 200;

const insightType = z.enum(INSIGHT_TYPES);

/** A decimal as a client writes it, with an exponent too: what is small is not to be rounded away. */
const decimal = z
  .string()
  .regex(/^\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i, 'must be a number')
  .transform(Number);

const querySchema = z.strictObject({
  /** Once for each type; left out: all. */
  insightType: z
    .union([insightType.transform((one) => [one]), z.array(insightType)])
    .default([...INSIGHT_TYPES]),
  confidenceThreshold: decimal.pipe(z.number().max(1)).default(0),
  maxResults: z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(MAX_RESULTS))
    .default(MAX_RESULTS),
  sort: z.enum(['relevance', 'confidence', 'createdDate']).default('relevance'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  nextPageToken: z.string().optional(),
});

export type InsightQuery = z.output<typeof querySchema>;

/** Throws GenesysError 400 that names every wrong parameter. */
export const parseInsightQuery = (query: unknown): InsightQuery => parseFields(querySchema, query);
