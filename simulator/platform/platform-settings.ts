import { z } from 'zod';
import type { Setting } from '../setting.js';

const HOUR_MS = 3_600_000;
const share = z.number().min(0).max(1);
const delayMs = z.int().min(0);

export const platformSettingsSchema = z.strictObject({
  /** Whether sentiment is there when Genesys says that it is, or as soon as a conversation is. */
  analysis: z.enum(['published', 'atOnce']).default('published'),
  /** Share of conversations whose record comes later than it should, and how long after their start. */
  lateShare: share.default(0),
  lateByMs: delayMs.default(10 * HOUR_MS),
  /** Share of conversations that are scored anew, and how long after their end. */
  correctedShare: share.default(0),
  correctedAfterMs: delayMs.default(49 * HOUR_MS),
  /** How far jobs are behind. */
  availabilityLagMs: delayMs.default(8 * HOUR_MS),
  /** How often a job says that it is not ready yet. */
  jobPolls: z.int().min(0).default(1),
  /** Routes that answer 403, as `POST /api/v2/…`. */
  forbidden: z.array(z.string()).default([]),
});

export type PlatformSettings = Setting<
  z.output<typeof platformSettingsSchema>,
  z.input<typeof platformSettingsSchema>
>;
