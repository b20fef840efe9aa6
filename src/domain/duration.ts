const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A whole number and a unit: `90s`, `30m`, `72h`, `3d`. */
export const DURATION_PATTERN = /^(\d{1,6})([smhd])$/;

/** Milliseconds of a duration that the contract has accepted. */
export function durationMs(duration: string): number {
  const [, count, unit] = DURATION_PATTERN.exec(duration) ?? [];
  if (count === undefined) throw new RangeError('not a duration');
  return Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}
