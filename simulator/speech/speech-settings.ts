import { z } from 'zod';
import type { Setting } from '../setting.js';

const share = z.number().min(0).max(1);

export const speechSettingsSchema = z.strictObject({
  /** Whether rows say in `groupBy` whose they are, or have the conversation as `groupId` and nothing else. */
  groupBy: z.enum(['keyed', 'bare']).default('keyed'),
  /** Share of conversations that were passed on from agent to agent. */
  severalAgentsShare: share.default(0.15),
  /** So many whole UTC days before today are not analysed yet. 1 is what Genesys calls T+1. */
  daysBehind: z.int().min(0).max(90).default(0),
  /** What is older is not found, and no error says so. */
  retentionDays: z.int().min(1).max(3650).default(730),
});

export type SpeechSettings = Setting<
  z.output<typeof speechSettingsSchema>,
  z.input<typeof speechSettingsSchema>
>;
