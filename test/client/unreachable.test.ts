import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closedPort } from './support/closed-port.js';
import { createCountingListener } from './support/counting-listener.js';
import { createScratch, type Scratch } from './support/scratch.js';
import { startProgram } from './support/start-program.js';

const AUDIT_KEY = 'an audit key for tests, 32 characters';

// A program that waited for ever would not end in time; the rest is room for machines that have other work.
vi.setConfig({ testTimeout: 60_000 });

describe('what does not answer', () => {
  let scratch: Scratch;
  let nobody: string;
  beforeAll(async () => {
    [scratch, nobody] = [await createScratch(), await closedPort()];
  });
  afterAll(() => scratch.remove());

  const run = (args: readonly string[], variables: Record<string, string>, input?: string) =>
    startProgram('client', args, {
      cwd: scratch.directory,
      environment: scratch.environment(variables),
      ...(input !== undefined && { input }),
    }).ended;

  it.concurrent(
    'ends a start with exit code 3 within seconds when it is Temporal, naming the address',
    async () => {
      const args = ['start', 'sentiment', '--input', '-'];
      const { exitCode, stdout, stderr } = await run(
        args,
        { TEMPORAL_ADDRESS: nobody },
        '{"window":"yesterday"}',
      );
      expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
      expect(stderr).toContain(`Temporal does not answer at ${nobody}`);
      expect(existsSync(scratch.dataDir)).toBe(false);
    },
  );

  it.concurrent(
    'ends a list with exit code 3 when something else listens at the address of Temporal',
    async () => {
      const listener = await createCountingListener();
      const { exitCode, stderr } = await run(['list'], { TEMPORAL_ADDRESS: listener.address });
      await listener.close();
      expect(exitCode).toBe(3);
      expect(stderr).toContain(listener.address);
      expect(listener.connections()).toBeGreaterThan(0);
    },
  );

  it.concurrent.each([
    ['turn', 'order-1', '--text', 'hello'],
    ['handoff', 'order-1'],
  ])('ends a %s with exit code 3 when it is Temporal', async (...args) => {
    const { exitCode, stdout, stderr } = await run(args, { TEMPORAL_ADDRESS: nobody });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toContain(`Temporal does not answer at ${nobody}`);
  });

  it.concurrent(
    'ends an audit with exit code 3 when it is the store, naming it without its password',
    async () => {
      const { exitCode, stdout, stderr } = await run(['audit', 'verify'], {
        DATABASE_URL: `postgres://someone:a-password@${nobody}/genesys`,
        AUDIT_KEY,
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
      expect(stderr).toContain(`PostgreSQL at ${nobody}/genesys`);
      expect(stderr).not.toContain('a-password');
    },
  );

  it.concurrent('is not even tried without the key that a database of your own needs', async () => {
    const { exitCode, stdout, stderr } = await run(['audit', 'verify'], {
      DATABASE_URL: `postgres://${nobody}/genesys`,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^AUDIT_KEY: is required with DATABASE_URL/);
  });

  it.concurrent(
    'shows in every line of the doctor that asks somebody, which checks the rest all the same',
    async () => {
      const { exitCode, stdout } = await run(['doctor'], {
        TEMPORAL_ADDRESS: nobody,
        DATABASE_URL: `postgres://${nobody}/genesys`,
        AUDIT_KEY,
        GENESYS_BASE_URL: `http://${nobody}`,
        GENESYS_CLIENT_ID: 'a-client',
        GENESYS_CLIENT_SECRET: 'a-secret',
        COACHING_URL: `http://${nobody}`,
      });
      expect(exitCode).toBe(1);
      const failed = stdout.split('\n').filter((line) => line.startsWith('FAIL'));
      // What is not configured here is not asked, and histories of a simulated organisation need not be private.
      expect(failed).toHaveLength(9);
      expect(stdout).toMatch(/^ok {4}private histories/m);
    },
  );
});
