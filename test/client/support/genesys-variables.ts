import type { Simulator } from '../../../simulator/simulator.js';

/** What a program needs to use a simulator, its coaching platform included. */
export const genesysVariables = ({ url, credentials }: Simulator, sinkSecret: string) => ({
  GENESYS_BASE_URL: url,
  GENESYS_CLIENT_ID: credentials.clientId,
  GENESYS_CLIENT_SECRET: credentials.clientSecret,
  GENESYS_REQUESTS_PER_MINUTE: '0',
  COACHING_URL: `${url}/sinks/coaching`,
  COACHING_SECRET: sinkSecret,
});
