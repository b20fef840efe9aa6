import { acceptSentimentInput as accept, type AcceptedSentiment } from '../contracts/analyze-sentiment.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'sentiment'> };

export type AcceptSentimentInputInput = { readonly input: unknown; readonly now: string };

/**
 * Checks the input once more, because a run may be started without our client, resolves the window, and asks the source how it can
 * be read. Safe to repeat: nothing is called.
 * It is a step and not workflow code so that its answer is recorded: neither a new time zone table nor a new rule can change
 * a replay.
 */
export const createAcceptSentimentInput = ({ genesys }: Deps) =>
  async function acceptSentimentInput({ input, now }: AcceptSentimentInputInput): Promise<AcceptedSentiment> {
    const plan = accept(input, now);
    const problems = genesys.sentiment.refusals(plan);
    if (problems.length > 0) throw new InvalidInputError(problems);
    const { polaritySource } = genesys.sentiment;
    const slices = genesys.sentiment.slices(plan, { atLeast: plan.slices, now });
    return Promise.resolve({ ...plan, reading: { polaritySource, slices } });
  };
