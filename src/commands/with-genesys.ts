import { createGenesysGateway, type GenesysGateway } from '../gateways/genesys/index.js';
import type { CommandContext } from './context.js';

/** A gateway for as long as `use` takes. */
export async function withGenesys<T>(
  { config }: CommandContext,
  use: (gateway: GenesysGateway) => Promise<T>,
): Promise<T> {
  const { baseUrl, loginUrl, credentials, profile } = config.genesys();
  const gateway = createGenesysGateway({ baseUrl, loginUrl, credentials, profile });
  try {
    return await use(gateway);
  } finally {
    await gateway.close();
  }
}
