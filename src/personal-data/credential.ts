import { findCredentialShapes } from './credential-shapes.js';
import type { Detector } from './span.js';
import { findToldSecrets } from './told-secret.js';

export const findCredentials: Detector = function* (text) {
  yield* findCredentialShapes(text);
  yield* findToldSecrets(text);
};
