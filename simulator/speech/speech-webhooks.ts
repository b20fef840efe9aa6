import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { createSender } from '../webhooks/sender.js';
import { noCounts, type WebhookCounts } from '../webhooks/webhook-counters.js';
import { createWebhookRegistry, type WebhookRegistry } from '../webhooks/webhook-registry.js';
import {
  newSpeechWebhookSchema,
  speechWebhookSchema,
  type NewSpeechWebhook,
  type SpeechEventName,
  type SpeechWebhook,
} from './speech-webhook.js';

/** The document gives no body for its events. This one says no more than a receiver needs to ask on. */
export type SpeechEvent = {
  id: string;
  event: SpeechEventName;
  timestamp: string;
  speechAnalyticsModelId: string;
  /** Only of an insight. */
  interactionId?: string;
};

type NewSpeechEvent = Omit<SpeechEvent, 'id' | 'timestamp'> & { id?: string | undefined };

export type SpeechWebhooks = WebhookRegistry<NewSpeechWebhook, SpeechWebhook> & {
  /** Resolves when each that is enabled and wants to know has been tried once. Gives what was told. */
  publish(event: NewSpeechEvent): Promise<SpeechEvent>;
  counts(): Pick<WebhookCounts, 'events' | 'attempts' | 'delivered' | 'refused' | 'unreachable' | 'givenUp'>;
  close(): void;
};

const wants = (
  { enabled, events, filter }: SpeechWebhook,
  { event, speechAnalyticsModelId }: SpeechEvent,
): boolean =>
  enabled && events.includes(event) && (filter === undefined || filter.value === speechAnalyticsModelId);

function headersOf(_delivery: object, webhook: SpeechWebhook): Headers {
  const headers = new Headers(webhook.headers);
  headers.set('content-type', 'application/json');
  return headers;
}

/** Registered ones outlive the process with `dataDir`; an event that could not be told by then is lost. */
export function createSpeechWebhooks(options: {
  clock: Clock;
  dataDir: string | undefined;
  retryDelaysMs: readonly number[] | undefined;
}): SpeechWebhooks {
  const { clock, dataDir, retryDelaysMs } = options;
  const registry = createWebhookRegistry<NewSpeechWebhook>(dataDir, {
    name: 'speech-webhooks',
    newSchema: newSpeechWebhookSchema,
    schema: speechWebhookSchema,
  });
  const counts = noCounts();
  const sender = createSender({
    webhookOf: registry.find,
    headersOf,
    counts,
    retryDelaysMs,
  });

  return {
    ...registry,
    publish: async (wanted) => {
      const event: SpeechEvent = { ...wanted, id: wanted.id ?? randomUUID(), timestamp: clock.now() };
      counts.events += 1;
      const body = JSON.stringify(event);
      const told = registry.all().filter((webhook) => wants(webhook, event));
      await Promise.all(told.map(({ id }) => sender.send({ webhookId: id, body }, () => undefined)));
      return event;
    },
    counts: () => {
      const { events, attempts, delivered, refused, unreachable, givenUp } = counts;
      return { events, attempts, delivered, refused, unreachable, givenUp };
    },
    close: sender.close,
  };
}
