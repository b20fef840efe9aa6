import { GenesysError } from '../genesys-error.js';
import type { WhatOf } from './fault.js';

const HUGE_SECONDS = 999_999_999;
const ALLOWED = 300;

export type RateLimitAnswer = { headers: Record<string, string>; error: GenesysError };

/** Dates are of real time: whoever reads them does not know the simulator's clock. */
function retryAfterHeader({ retryAfter, seconds }: WhatOf<'rateLimited'>): string | null {
  switch (retryAfter) {
    case 'seconds':
      return String(seconds);
    case 'date':
      return new Date(Date.now() + seconds * 1000).toUTCString();
    case 'absent':
      return null;
    case 'negative':
      return '-5';
    case 'huge':
      return String(HUGE_SECONDS);
    case 'garbage':
      return 'soon';
  }
}

export const limitHeaders = (counts: { count: number; allowed: number; resetSeconds: number }) => ({
  'inin-ratelimit-count': String(counts.count),
  'inin-ratelimit-allowed': String(counts.allowed),
  'inin-ratelimit-reset': String(counts.resetSeconds),
});

export function tooManyRequests(seconds: number | null): GenesysError {
  const sentence = 'Rate limit exceeded the maximum.';
  return seconds === null
    ? new GenesysError({ status: 429, code: 'too.many.requests', message: sentence })
    : new GenesysError({
        status: 429,
        code: 'too.many.requests.retry.after',
        message: `${sentence} Retry the request in [${String(seconds)}] seconds`,
      });
}

/** The forms in which Genesys, and what stands before it, has been seen to say 429. */
export function rateLimitAnswer(what: WhatOf<'rateLimited'>): RateLimitAnswer {
  const retryAfter = retryAfterHeader(what);
  const counts = { count: ALLOWED, allowed: ALLOWED, resetSeconds: what.seconds };
  return {
    headers: {
      ...(retryAfter !== null && { 'retry-after': retryAfter }),
      ...(what.limitHeaders && limitHeaders(counts)),
    },
    error: tooManyRequests(what.sentence ? what.seconds : null),
  };
}
