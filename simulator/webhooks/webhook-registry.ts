import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { createJournal } from '../journal.js';
import { parseFields } from '../parse-fields.js';

export type WebhookRegistry<Wanted, Registered> = {
  /** As documented nothing prevents registering twice, and then everything is told twice. Throws GenesysError 400. */
  register(wanted: Wanted): Registered;
  find(id: string): Registered | null;
  all(): Registered[];
  clear(): void;
};

/** `name` is that of its journal; `newSchema` is of the body that registers. */
export function createWebhookRegistry<Wanted extends object>(
  dataDir: string | undefined,
  {
    name,
    newSchema,
    schema,
  }: { name: string; newSchema: z.ZodType<Wanted>; schema: z.ZodType<Wanted & { id: string }> },
): WebhookRegistry<Wanted, Wanted & { id: string }> {
  const journal = createJournal(dataDir, { name, noun: 'webhook', schema });
  const byId = new Map(journal.read().map((webhook) => [webhook.id, webhook]));
  return {
    register: (wanted) => {
      const webhook = { ...parseFields(newSchema, wanted), id: randomUUID() };
      journal.append(webhook);
      byId.set(webhook.id, webhook);
      return webhook;
    },
    find: (id) => byId.get(id) ?? null,
    all: () => [...byId.values()],
    clear: () => {
      journal.clear();
      byId.clear();
    },
  };
}
