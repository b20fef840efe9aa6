// stands for simulator/sentiment.ts, which must not import src/domain/sentiment.ts
import { normalizeScore } from '../src/domain/sentiment.js';
export const probe = normalizeScore;
