import type { Clock } from '../clock.js';
import type { Fault, WhatOf } from './fault.js';

const MINUTE_MS = 60_000;

export type Take = {
  allowed: boolean;
  /** Requests of this minute, those of the neighbour among them. */
  count: number;
  resetSeconds: number;
};

export type MinuteLimits = {
  take(fault: Fault, what: WhatOf<'minuteLimit'>, clientId: string): Take;
};

/** Counts by whole minutes of the simulator's clock. The neighbour's requests come evenly over each minute. */
export function createMinuteLimits(clock: Clock): MinuteLimits {
  const ownCounts = new WeakMap<Fault, Map<string, { minute: number; own: number }>>();

  function ownOf(fault: Fault, clientId: string, minute: number): { minute: number; own: number } {
    const byClient = ownCounts.get(fault) ?? new Map<string, { minute: number; own: number }>();
    ownCounts.set(fault, byClient);
    const known = byClient.get(clientId);
    if (known?.minute === minute) return known;
    const fresh = { minute, own: 0 };
    byClient.set(clientId, fresh);
    return fresh;
  }

  return {
    take: (fault, { perMinute, neighbour }, clientId) => {
      const nowMs = clock.nowMs();
      const minute = Math.floor(nowMs / MINUTE_MS);
      const intoMinuteMs = nowMs - minute * MINUTE_MS;
      const counted = ownOf(fault, clientId, minute);
      const taken = Math.floor((neighbour * intoMinuteMs) / MINUTE_MS) + counted.own;
      const allowed = taken < perMinute;
      if (allowed) counted.own += 1;
      return {
        allowed,
        count: Math.min(perMinute, taken + 1),
        resetSeconds: Math.ceil((MINUTE_MS - intoMinuteMs) / 1000),
      };
    },
  };
}
