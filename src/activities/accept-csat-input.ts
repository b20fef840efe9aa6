import { acceptCsatInput as accept, type AcceptedCsat } from '../contracts/correlate-csat.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'speech'> };

export type AcceptCsatInputInput = { readonly input: unknown; readonly now: string };

/**
 * Checks the input once more, because a run may be started without our client, and asks the source how it can be read. Safe to
 * repeat: nothing is called, and its answer is recorded.
 */
export const createAcceptCsatInput = ({ genesys }: Deps) =>
  async function acceptCsatInput({ input, now }: AcceptCsatInputInput): Promise<AcceptedCsat> {
    const { speech } = genesys;
    const plan = accept(input, now);
    const problems = speech.refusals(plan);
    if (problems.length > 0) throw new InvalidInputError(problems);
    const { interval, conversationIds, slices } = plan;
    const lists = speech.lists({ ...interval, conversationIds }, { atLeast: slices, now });
    return Promise.resolve({
      ...plan,
      reading: { isPartial: speech.isPartial, unknown: speech.unknown, ...lists },
    });
  };
