import { z } from 'zod';

export const SPEECH_EVENTS = ['analytics:query:completed', 'speechanalytics:insight:updated'] as const;
export type SpeechEventName = (typeof SPEECH_EVENTS)[number];

// What Node would refuse to send.
const headerName = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header');
const headerValue = z.string().regex(/^[\t\x20-\x7e]*$/, 'must be printable ASCII');

/** The body that registers a webhook in the form of the document on speech analytics, which has no secret. */
export const newSpeechWebhookSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }),
  type: z.literal('rest'),
  enabled: z.boolean(),
  events: z.array(z.enum(SPEECH_EVENTS)).min(1),
  headers: z.record(headerName, headerValue).optional(),
  filter: z
    .strictObject({
      field: z.literal('speechAnalyticsModelId'),
      op: z.literal('eq'),
      value: z.string().min(1),
    })
    .optional(),
});

export const speechWebhookSchema = newSpeechWebhookSchema.extend({ id: z.string() });

export type NewSpeechWebhook = z.output<typeof newSpeechWebhookSchema>;
export type SpeechWebhook = z.output<typeof speechWebhookSchema>;

/** As the document's answer has it: without the headers, which may carry what is secret. */
export const withoutHeaders = ({ id, name, url, type, enabled, events }: SpeechWebhook) => ({
  id,
  name,
  url,
  type,
  enabled,
  events,
});
