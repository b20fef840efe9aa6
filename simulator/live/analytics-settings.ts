import { z } from 'zod';
import type { Setting } from '../setting.js';

export const analyticsSettingsSchema = z.strictObject({
  /** How long after the end of a conversation, by the simulator's clock, it is found. */
  delayMs: z.int().min(0).default(0),
  /** So many pages without a conversation come before the one that has it: a client must follow the page tokens. */
  emptyPages: z.int().min(0).max(100).default(0),
});

export type AnalyticsSettings = Setting<
  z.output<typeof analyticsSettingsSchema>,
  z.input<typeof analyticsSettingsSchema>
>;
