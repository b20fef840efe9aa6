// stands for src/store/runs.ts, which must not import src/activities/begin-run.ts
export { createBeginRun } from '../activities/begin-run.js';
