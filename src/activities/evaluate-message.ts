import { cancellationSignal } from '@temporalio/activity';
import type { Evaluation } from '../domain/virtual-agent-session.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'virtualAgent'> };

/** Safe to repeat: evaluating has no effect. */
export const createEvaluateMessage = ({ genesys }: Deps) =>
  async function evaluateMessage(message: { text: string; botId: string }): Promise<Evaluation> {
    return genesys.virtualAgent.evaluate(message, { signal: cancellationSignal() });
  };
