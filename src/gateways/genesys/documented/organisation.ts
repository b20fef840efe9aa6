import { isLoopback } from '../../../domain/genesys-hosts.js';
import type { Organisation } from '../../../domain/organisation.js';

/**
 * The documents have no word for an organisation: it is a host and a client of it. On this machine the port is left out, because a
 * simulator has another one every day.
 */
export function documentedOrganisation({
  baseUrl,
  credentials: { clientId },
}: {
  readonly baseUrl: string;
  readonly credentials: { readonly clientId: string };
}): Organisation {
  const { host, hostname } = new URL(baseUrl);
  const id = `${isLoopback(hostname) ? hostname : host}/${clientId}`;
  return { id, name: id };
}
