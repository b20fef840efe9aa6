import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { InvalidInputError } from '../../src/domain/invalid-input.js';
import type { Organisation } from '../../src/domain/organisation.js';
import { Secret } from '../../src/domain/secret.js';
import { GenesysAuthError, GenesysTransportError } from '../../src/gateways/genesys/errors.js';
import { createGenesysGateway } from '../../src/gateways/genesys/index.js';
import type { Profile } from '../../src/gateways/genesys/profile.js';
import { bindOrganisation } from '../../src/wiring/bind-organisation.js';
import { ensureSessionSweep } from '../../src/wiring/ensure-session-sweep.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';

const OTHERS: Organisation = { id: 'another-id', name: 'Another organisation' };

describe('the organisation that a store and a namespace belong to', () => {
  let world: ProcessWorld;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations: 10 },
    });
  });
  afterAll(() => world.close());

  const organisationOf = async (profile: Profile, clientId: string, clientSecret: string) => {
    const { url } = world.simulator;
    const gateway = createGenesysGateway({
      ...{ profile, baseUrl: url, loginUrl: url },
      credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
    });
    return gateway.organisation().finally(() => gateway.close());
  };
  const bind = (organisation: () => Promise<Organisation>, said: string[] = []) =>
    bindOrganisation({ genesys: { organisation }, store: world.store, say: (line) => said.push(line) });

  it('is asked for on the platform, and made of host and client by the documents', async () => {
    const { clientId, clientSecret } = world.simulator.credentials;
    expect(await organisationOf('platform', clientId, clientSecret)).toEqual({
      id: world.simulator.organisation.divisionIds[0],
      name: 'Simulated organisation 1',
    });
    expect(await organisationOf('documented', clientId, 'not even asked')).toEqual({
      id: `127.0.0.1/${clientId}`,
      name: `127.0.0.1/${clientId}`,
    });
  });

  it('binds the store at its first use, and refuses another one by both names', async () => {
    const ours = { id: 'an-id', name: 'Our organisation' };
    expect(await bind(() => Promise.resolve(ours))).toEqual(ours);
    expect(await bind(() => Promise.resolve({ ...ours, name: 'Renamed' }))).toMatchObject({ id: 'an-id' });
    const refused = bind(() => Promise.resolve(OTHERS));
    await expect(refused).rejects.toThrow(InvalidInputError);
    await expect(refused).rejects.toThrow(
      /^GENESYS_CLIENT_ID: leads to "Another organisation" \(another-id\), and this store belongs to "Our organisation" \(an-id\)/,
    );
  });

  it('binds the namespace, and refuses another one by both names', async () => {
    await ensureSessionSweep(world.client, { id: 'an-id', name: 'Our organisation' });
    await ensureSessionSweep(world.client, { id: 'an-id', name: 'Our organisation' });
    await ensureSessionSweep(world.client, null);
    await expect(ensureSessionSweep(world.client, OTHERS)).rejects.toThrow(
      /^TEMPORAL_NAMESPACE: leads to "Another organisation" \(another-id\), and this namespace belongs to "Our organisation" \(an-id\)/,
    );
  });

  it('need not be known for a worker to begin while Genesys is away, but is not guessed with wrong credentials', async () => {
    const said: string[] = [];
    const identity = { operation: 'GET /api/v2/organizations/me', correlationId: null };
    const away = new GenesysTransportError(identity, { reason: 'refused', sent: 'no' });
    expect(await bind(() => Promise.reject(away), said)).toBeNull();
    expect(said).toEqual([expect.stringContaining('refused')]);
    const wrong = new GenesysAuthError('HTTP 401', identity);
    await expect(bind(() => Promise.reject(wrong))).rejects.toBe(wrong);
  });
});
