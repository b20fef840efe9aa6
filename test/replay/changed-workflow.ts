import { sleep } from '@temporalio/workflow';

/** A probe: it has the name of a workflow that was recorded, and takes another way. */
export async function analyzeSentiment(): Promise<void> {
  await sleep('1 day');
}

export const correlateCsat = analyzeSentiment;
export const redeliver = analyzeSentiment;
export const runVirtualAgentSession = analyzeSentiment;
export const sweepSessions = analyzeSentiment;
export const syncInsights = analyzeSentiment;
export const syncInteraction = analyzeSentiment;
