import { z } from 'zod';
import { instantField } from '../instant-field.js';
import { parseFields } from '../parse-fields.js';

export const SESSION_FIELDS = [
  'conversationId',
  'startTime',
  'endTime',
  'resolutionStatus',
  'duration',
] as const;
export type SessionField = (typeof SESSION_FIELDS)[number];

const MAX_INTERVAL_MS = 31 * 86_400_000;

const filterSchema = z.strictObject({
  dimension: z.literal('conversationId'),
  operator: z.literal('equals'),
  value: z.uuid(),
});

const sessionQuerySchema = z
  .strictObject({
    dateFrom: instantField,
    dateTo: instantField,
    filter: z.array(filterSchema).min(1),
    select: z.array(z.enum(SESSION_FIELDS)).min(1),
    nextPageToken: z.string().min(1).optional(),
  })
  .superRefine(({ dateFrom, dateTo }, context) => {
    const span = dateTo - dateFrom;
    const complaint =
      span <= 0 ? 'must be after dateFrom' : span > MAX_INTERVAL_MS ? 'is more than 31 days later' : null;
    if (complaint !== null) context.addIssue({ code: 'custom', path: ['dateTo'], message: complaint });
  });

export type SessionQuery = z.output<typeof sessionQuerySchema>;

/** The two forms share an address. What asks by `filter` is of the form for sessions. */
export const isSessionQuery = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && 'filter' in body;

/** Throws GenesysError 400 that names every wrong field. */
export const parseSessionQuery = (body: unknown): SessionQuery => parseFields(sessionQuerySchema, body);
