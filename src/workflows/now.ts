import { toUtc } from '../domain/interval.js';

/** The time of the workflow's current task, ISO in UTC: the same in every replay. */
export const now = (): string => toUtc(Date.now());
