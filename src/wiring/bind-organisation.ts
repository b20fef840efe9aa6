import { InvalidInputError } from '../domain/invalid-input.js';
import { strangerProblem, type Organisation } from '../domain/organisation.js';
import { GenesysTransportError, GenesysHttpError } from '../gateways/genesys/errors.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { Store } from '../store/index.js';

type Options = {
  readonly genesys: Pick<GenesysGateway, 'organisation'>;
  readonly store: Pick<Store, 'organisation'>;
  readonly say: (line: string) => void;
};

/**
 * Whose organisation the credentials are of, which the store is bound to at its first use. Null when Genesys can't be reached now: a
 * worker begins all the same, because what it has to do outlives an outage.
 * @throws {InvalidInputError} naming both, when the store is somebody else's
 */
export async function bindOrganisation({ genesys, store, say }: Options): Promise<Organisation | null> {
  const found = await genesys.organisation().catch((error: unknown) => {
    if (!isOutage(error)) throw error;
    say(`whose organisation it is could not be asked: ${error.message}`);
    return null;
  });
  if (found === null) return null;
  const bound = await store.organisation.bind(found);
  if (bound.id === found.id) return found;
  throw new InvalidInputError([
    { field: 'GENESYS_CLIENT_ID', problem: strangerProblem('store', found, bound) },
  ]);
}

const isOutage = (error: unknown): error is Error =>
  error instanceof GenesysTransportError ||
  (error instanceof GenesysHttpError && (error.status >= 500 || error.status === 429));
