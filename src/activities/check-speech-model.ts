import { cancellationSignal } from '@temporalio/activity';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import { ModelNotDeployedError } from './model-not-deployed-error.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'speech'> };

export type CheckSpeechModelInput = { readonly modelId: string };

/**
 * A model that is not deployed answers queries with nothing, and does not say so. Safe to repeat: it reads.
 * @throws {ModelNotDeployedError} with the status that the model has instead
 */
export const createCheckSpeechModel = ({ genesys }: Deps) =>
  async function checkSpeechModel({ modelId }: CheckSpeechModelInput): Promise<void> {
    const { status } = await genesys.speech.findModel(modelId, { signal: cancellationSignal() });
    if (status === 'deployed') return;
    const word = /^[\w-]{1,30}$/.test(status) ? `"${status}"` : 'something else';
    throw new ModelNotDeployedError(`the model is ${word}, not "deployed"; name another modelId`);
  };
