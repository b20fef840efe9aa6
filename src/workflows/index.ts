export { analyzeSentiment } from './analyze-sentiment.js';
