// stands for src/workflows/sync-insights.ts, which must not import src/personal-data/index.ts
import { findPersonalData } from '../personal-data/index.js';
export const probe = findPersonalData;
