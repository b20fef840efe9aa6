import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayFaults } from './arbitrary-faults.js';
import { createGatewaySchedules, type GatewaySchedules } from './gateway-schedules.js';

let schedules: GatewaySchedules;
beforeAll(async () => {
  schedules = await createGatewaySchedules();
});
afterAll(() => schedules.close());

it('reads the truth, or fails or is incomplete as stated, through any schedule of faults', async () => {
  await fc.assert(fc.asyncProperty(gatewayFaults, schedules.run), { numRuns: 100, seed: 20261120 });
  expect(schedules.fired.size).toBeGreaterThan(12);
}, 60_000);
