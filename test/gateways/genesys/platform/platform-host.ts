import { createSimulator, type Simulator } from '../../../../simulator/simulator.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createGenesysGateway, type GenesysGateway } from '../../../../src/gateways/genesys/index.js';

export const NOW = '2026-11-20T09:00:00.000Z';
/** A day on which all that was spoken has been analysed by now. */
export const DAY = { from: '2026-11-16T00:00:00Z', to: '2026-11-17T00:00:00Z' };

export type PlatformHost = {
  readonly simulator: Simulator;
  readonly gateway: GenesysGateway;
  close(): Promise<void>;
};

/** An organisation that speaks the published API, and a gateway to it. */
export async function createPlatformHost(): Promise<PlatformHost> {
  const simulator = await createSimulator({ conversations: 3000, seed: 5, now: NOW });
  const { clientId, clientSecret } = simulator.credentials;
  const gateway = createGenesysGateway({
    ...{ profile: 'platform', baseUrl: simulator.url, loginUrl: simulator.url },
    credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
  });
  return {
    simulator,
    gateway,
    async close() {
      await gateway.close();
      await simulator.close();
    },
  };
}
