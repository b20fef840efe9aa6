import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { SessionPlan } from '../contracts/run-virtual-agent-session.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { CreatedConversation } from '../gateways/genesys/ports.js';
import { OutcomeUnknownError } from './outcome-unknown-error.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'virtualAgent'> };

export type CreateConversationInput = { readonly plan: SessionPlan; readonly queueId: string | null };

/**
 * Sends once. Not safe to repeat, so a second attempt sends nothing: whatever became of the first, the workflow looks for the
 * conversation before it asks for another.
 * @throws {OutcomeUnknownError} on every attempt but the first
 */
export const createCreateConversation = ({ genesys }: Deps) =>
  async function createConversation({
    plan,
    queueId,
  }: CreateConversationInput): Promise<CreatedConversation> {
    if (activityInfo().attempt > 1) throw new OutcomeUnknownError();
    const { sessionKey, botId, to, from, type, attributes, message } = plan;
    const conversation = { sessionKey, botId, to, from, type, attributes, message, queueId };
    return genesys.virtualAgent.createConversation(conversation, { signal: cancellationSignal() });
  };
