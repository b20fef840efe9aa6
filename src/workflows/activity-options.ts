import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';
import { GENESYS_LIVE_TASK_QUEUE, GENESYS_TASK_QUEUE } from '../domain/names.js';

/*
 * Each profile bounds one attempt and the whole. A heartbeat time-out of 10 s is what lets the server give the work of a dead
 * worker to another; the beats come from an interceptor, not from the activities.
 */

/** Reading from Genesys: an outage of hours is waited for. */
export const GENESYS_READ = {
  taskQueue: GENESYS_TASK_QUEUE,
  startToCloseTimeout: '90s',
  scheduleToCloseTimeout: '12h',
  heartbeatTimeout: '10s',
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} satisfies ActivityOptions;

/** A request that a customer waits for. */
export const GENESYS_LIVE = {
  ...GENESYS_READ,
  taskQueue: GENESYS_LIVE_TASK_QUEUE,
  scheduleToCloseTimeout: '1h',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
} satisfies ActivityOptions;

/** Without an answer within a minute the customer gets a person instead. */
export const EVALUATION = {
  ...GENESYS_LIVE,
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '1m',
} satisfies ActivityOptions;

/** What analytics will know some time after the end: asked for less and less often. */
export const METRICS = {
  ...GENESYS_LIVE,
  scheduleToCloseTimeout: '2h',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
} satisfies ActivityOptions;

/** Short steps that touch nothing but the store: they cost a quarter of an activity with its queue. */
export const STORE_STEP = {
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '1h',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
} satisfies LocalActivityOptions;

/** Steps that walk over all rows of a run. */
export const STORE_WALK = {
  startToCloseTimeout: '15m',
  scheduleToCloseTimeout: '2h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
} satisfies ActivityOptions;

/** Sending to another system: after half an hour in which it can't be reached what is left is given up, recorded, and left to a later run. */
export const DELIVERY = {
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '30m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1m' },
} satisfies ActivityOptions;
