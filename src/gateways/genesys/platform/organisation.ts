import { z } from 'zod';
import type { Organisation } from '../../../domain/organisation.js';
import type { Send } from '../transport.js';

const PATH = '/api/v2/organizations/me';
const answer = z.object({ id: z.string().min(1), name: z.string().nullish() });

/** Whose client it is. */
export async function fetchOrganisation(send: Send): Promise<Organisation> {
  const { id, name } = await send({ method: 'GET', path: PATH }, answer);
  return { id, name: name ?? id };
}
