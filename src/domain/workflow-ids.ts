import { canonicalJson, fingerprint } from './fingerprint.js';
import type { Interval } from './interval.js';
import type { SinkName } from './names.js';

/**
 * `sentiment/<from>/<to>`, and a fingerprint of the rest of the input where it differs from the defaults, so that the same
 * question asked twice at once is one run.
 */
export function sentimentWorkflowId({ from, to }: Interval, options: object): string {
  const window = `sentiment/${from}/${to}`;
  return Object.keys(options).length === 0 ? window : `${window}/${fingerprint(canonicalJson(options))}`;
}

/** The same question in the same words is one run for a quarter of an hour. */
export const insightsWorkflowId = (plan: object): string => `insights/${fingerprint(canonicalJson(plan))}`;

/** Said of the plan without what a run sets itself, so that the same question asked twice at once is one run. */
export const csatWorkflowId = (plan: object): string => `csat/${fingerprint(canonicalJson(plan))}`;

export const sessionWorkflowId = (sessionKey: string): string => `session/${sessionKey}`;

export const interactionWorkflowId = (eventId: string): string => `interaction/${fingerprint(eventId)}`;

/** One for each sink: two at a time would try the same deliveries. */
export const redeliveryWorkflowId = (sink: SinkName): string => `redelivery/${sink}`;

/** One for each environment. */
export const SESSION_SWEEP_ID = 'session-sweep';
