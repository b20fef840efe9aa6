import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Config } from '../config.js';
import type { WorkflowDirectory } from '../activities/workflow-directory.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { SEARCH_ATTRIBUTES, WORKFLOW_TASK_QUEUE } from '../domain/names.js';
import { interactionWorkflowId } from '../domain/workflow-ids.js';
import { createDispatcher, createIngress, type IngressLog } from '../ingress/index.js';
import type { Store } from '../store/index.js';

const SWEEP_EVERY_MS = 5000;
const processKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.process, SearchAttributeType.KEYWORD);

type Parts = {
  readonly config: Config['ingress'] & { readonly port: number };
  readonly store: Store;
  readonly client: Client;
  readonly workflows: WorkflowDirectory;
  readonly log: IngressLog;
};

export type ServedIngress = { readonly url: string; close(): Promise<void> };

/**
 * Receives webhooks and hands them to the workflows.
 * @throws {InvalidInputError} naming `INGRESS_PORT` when the port can't be had
 */
export async function serveIngress({ config, store, client, workflows, log }: Parts): Promise<ServedIngress> {
  const dispatcher = createDispatcher({
    inbox: store.inbox,
    sessions: store.sessions,
    correlations: store.csat,
    signal: async (workflowId, event) =>
      (await workflows.tellEvent(workflowId, event)) ? 'signalled' : 'gone',
    insightUpdated: async (workflowId, event) => void (await workflows.tellInsightUpdated(workflowId, event)),
    startInteraction: (event) => startInteraction(client, event),
    now: () => new Date(),
    log,
  });
  const app = createIngress({
    secrets: config.secrets,
    bearer: config.bearer,
    inbox: store.inbox,
    now: () => new Date(),
    log,
    onReceived: (event) => dispatcher.dispatch(event),
    isReady: () => store.ping().then(() => true),
  });
  const url = await app
    .listen({ port: config.port, host: config.host })
    .catch((error: NodeJS.ErrnoException) => {
      const problem = `${config.host}:${config.port} can't be used (${error.code ?? error.message})`;
      throw new InvalidInputError([{ field: 'INGRESS_PORT', problem }]);
    });
  const timer = setInterval(() => void dispatcher.sweep(), SWEEP_EVERY_MS);
  return {
    url,
    async close() {
      clearInterval(timer);
      await app.close();
      await dispatcher.idle();
    },
  };
}

/** One run for each event, for ever: a copy that comes when the run has ended is an answer, not an error. */
async function startInteraction(client: Client, event: { readonly eventId: string }): Promise<void> {
  try {
    await client.workflow.start('syncInteraction', {
      workflowId: interactionWorkflowId(event.eventId),
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: [{ key: processKey, value: 'interaction' }],
      staticSummary: 'an interaction that a webhook told of',
      args: [event],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
