import { z } from 'zod';
import type { Clock } from '../clock.js';
import { createJournal } from '../journal.js';
import { createSetting, type Setting } from '../setting.js';
import { parseUtcInstant } from '../utc-instant.js';
import { PERSONAL_DATA_KINDS, type PersonalDataKind } from './personal-data-kind.js';

const MAX_PER_CONVERSATION = 1000;

const share = z.number().min(0).max(1);
const unnamed = share.default(0);
const sharesByKind = z.partialRecord(z.enum(PERSONAL_DATA_KINDS), share);

const evenly = (each: number): Record<PersonalDataKind, number> =>
  Object.fromEntries(PERSONAL_DATA_KINDS.map((kind) => [kind, each])) as Record<PersonalDataKind, number>;

/** A little of everything: a demonstration shows each class, and most insights pass. */
const MIXED_SHARES = {
  stale: 0.05,
  future: 0.02,
  masked: 0.08,
  malformed: 0.02,
  foreign: 0.01,
  personalData: evenly(0.006),
  maskingFailed: evenly(0.003),
};

const sharesSchema = z
  .strictObject({
    stale: unnamed,
    /** Created after the simulator's present. */
    future: unnamed,
    masked: unnamed,
    malformed: unnamed,
    /** Of another conversation. */
    foreign: unnamed,
    /** Personal data with `redacted` false. */
    personalData: sharesByKind.default({}),
    /** Personal data although `redacted` is true. */
    maskingFailed: sharesByKind.default({}),
  })
  .refine(
    ({ personalData, maskingFailed, ...plain }) =>
      [plain, personalData, maskingFailed]
        .flatMap((shares) => Object.values(shares))
        .reduce((sum, one) => sum + one, 0) <=
      1 + 1e-9,
    'add up to more than 1',
  );

const perConversationSchema = z
  .strictObject({
    min: z.int().min(0).max(MAX_PER_CONVERSATION),
    max: z.int().min(0).max(MAX_PER_CONVERSATION),
  })
  .refine(({ min, max }) => min <= max, { path: ['max'], message: 'must not be below min' });

const schemaFor = (clock: Clock) =>
  z.strictObject({
    seed: z.int().default(1),
    /** The present by which insights are fresh, stale or of the future. When left out: the clock's, as the setting is made. */
    at: z
      .string()
      .refine((text) => parseUtcInstant(text) !== null, 'must be an ISO date in UTC')
      .default(() => clock.now()),
    /** What ages count back from: `at`, or the end of the conversation while that is known. */
    ageFrom: z.enum(['now', 'conversationEnd']).default('now'),
    perConversation: perConversationSchema.default({ min: 2, max: 12 }),
    /** Where shares are given, those that are not named are 0. */
    shares: sharesSchema.default(MIXED_SHARES),
    /** Shares of the conversations that answer 403 and 404. */
    conversations: z
      .strictObject({ forbidden: unnamed, notFound: unnamed })
      .default({ forbidden: 0.01, notFound: 0.01 }),
  });

type Schema = ReturnType<typeof schemaFor>;
export type InsightSettings = z.output<Schema>;
export type InsightShares = InsightSettings['shares'];
export type InsightSetting = Setting<InsightSettings, z.input<Schema>>;

/**
 * With `dataDir` the setting outlives the process, the default one too: a restarted simulator must not give other dates
 * to insights that it has shown.
 */
export function createInsightSetting(clock: Clock, dataDir: string | undefined): InsightSetting {
  const schema = schemaFor(clock);
  const journal = createJournal(dataDir, { name: 'insights', noun: 'insight setting', schema });
  if (journal.read().length === 0) journal.append(schema.parse({}));
  return createSetting(schema, { journal });
}
