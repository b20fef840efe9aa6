import { proxyActivities } from '@temporalio/workflow';
import type { GenesysActivities } from '../activities/index.js';
import type { Evaluation } from '../domain/virtual-agent-session.js';
import { EVALUATION } from './activity-options.js';
import { failureTypeOf } from './failure.js';

const { evaluateMessage } = proxyActivities<GenesysActivities>({
  ...EVALUATION,
  summary: 'evaluate a message',
});

/** Null when no evaluation can be had in time: then a person takes over. */
export async function evaluate(text: string, botId: string): Promise<Evaluation | null> {
  try {
    return await evaluateMessage({ text, botId });
  } catch (error) {
    if (failureTypeOf(error) === null) throw error;
    return null;
  }
}
