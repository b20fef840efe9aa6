import type { Process } from '../../src/domain/names.js';
import type { ChaosSubject } from './chaos-subject.js';
import { sentimentSubject } from './sentiment-subject.js';

/** Each process brings its own; a new one is missed by the compiler. */
export const SUBJECTS: Readonly<Record<Process, ChaosSubject>> = { sentiment: sentimentSubject };
