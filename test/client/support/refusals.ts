import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import { createCountingListener } from './counting-listener.js';
import { createScratch } from './scratch.js';
import { startProgram, type Ended } from './start-program.js';

export type Refusals = Awaited<ReturnType<typeof createRefusals>>;

/** A place for commands that have to be refused: everything that they could call is one listener, which counts. */
export async function createRefusals() {
  const scratch = await createScratch();
  const listener = await createCountingListener();
  const environment = scratch.environment({
    TEMPORAL_ADDRESS: listener.address,
    GENESYS_BASE_URL: `http://${listener.address}`,
    GENESYS_CLIENT_ID: 'a-client',
    GENESYS_CLIENT_SECRET: 'a-secret',
    COACHING_URL: `http://${listener.address}`,
    DATABASE_URL: `postgres://${listener.address}/test`,
    AUDIT_KEY: 'an audit key for tests, 32 characters',
  });
  return {
    scratch,
    run: (args: readonly string[], input?: string): Promise<Ended> =>
      startProgram('client', args, {
        cwd: scratch.directory,
        environment,
        ...(input !== undefined && { input }),
      }).ended,
    expectNothingCalled() {
      expect(listener.connections()).toBe(0);
      expect(existsSync(scratch.dataDir)).toBe(false);
    },
    listener,
    async close() {
      await listener.close();
      await scratch.remove();
    },
  };
}
