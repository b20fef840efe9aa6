// stands for src/workflows/analyze-sentiment.ts, which must not import src/contracts/analyze-sentiment.ts
import { acceptSentimentInput } from '../contracts/analyze-sentiment.js';
export const probe = acceptSentimentInput;
