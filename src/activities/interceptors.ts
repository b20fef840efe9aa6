import { activityInfo, heartbeat } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { toActivityFailure } from './failure-table.js';

/** Casts every error that leaves an activity, so that none can forget to. */
const castFailures: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        throw toActivityFailure(error);
      }
    },
  },
});

/**
 * Beats for every activity that has a heartbeat time-out: it shows that this process lives, brings a cancellation in, and lets
 * the server give the work of a dead worker to another within seconds. Progress is in the store, never in a heartbeat.
 */
const keepBeating: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      const { heartbeatTimeoutMs } = activityInfo();
      if (!heartbeatTimeoutMs) return next(input);
      const timer = setInterval(heartbeat, heartbeatTimeoutMs / 3);
      try {
        return await next(input);
      } finally {
        clearInterval(timer);
      }
    },
  },
});

export const activityInterceptors: ActivityInterceptorsFactory[] = [castFailures, keepBeating];
