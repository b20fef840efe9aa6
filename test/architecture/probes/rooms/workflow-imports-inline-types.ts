// stands for src/workflows/analyze-sentiment.ts, which must not import src/activities/index.ts
import { type Activities } from '../activities/index.js';
export type Probe = Activities;
