// stands for src/wiring/open-store.ts, which must not import simulator/simulator.ts
import { createSimulator } from '../../simulator/simulator.js';
export const probe = createSimulator;
