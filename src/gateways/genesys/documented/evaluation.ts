import { z } from 'zod';
import type { Evaluation } from '../../../domain/virtual-agent-session.js';

/**
 * The document's answer. A confidence or a score out of its range says that we misread the scale, so it is refused; so is an
 * intent without a confidence, which would otherwise pass for one of 0.
 */
export const evaluation = z
  .object({
    intentName: z.string().trim().nullish(),
    intentConfidence: z.number().min(0).max(1).nullish(),
    sentimentScore: z.number().min(-1).max(1).nullish(),
  })
  .transform(({ intentName, intentConfidence, sentimentScore }, context): Evaluation => {
    const sentiment = sentimentScore ?? null;
    if (!intentName) return { intent: null, sentiment };
    if (intentConfidence === null || intentConfidence === undefined) {
      context.addIssue({ code: 'custom', path: ['intentConfidence'], message: 'is missing' });
      return z.NEVER;
    }
    return { intent: { name: intentName, confidence: intentConfidence }, sentiment };
  });
