import type { InsightClass } from './insight-class.js';
import type { InsightSettings } from './insight-settings.js';

const LIMIT = 0.2;

/** Pages are spoilt only where that was asked for. */
export const isMalformedLimited = ({ shares }: Pick<InsightSettings, 'shares'>): boolean =>
  shares.malformed < LIMIT;

/** How many malformed insights can stand beside so many others and still be less than a fifth of all. */
export const malformedRoomBeside = (others: number): number => Math.max(0, Math.ceil(others / 4) - 1);

/** The classes of a conversation's insights, with as many malformed ones as have room beside the others. */
export function withMalformedLimit(classes: readonly InsightClass[]): InsightClass[] {
  let room = malformedRoomBeside(classes.filter((is) => is.class !== 'malformed').length);
  return classes.map((is) => {
    if (is.class !== 'malformed') return is;
    room -= 1;
    return room >= 0 ? is : { class: 'clean' };
  });
}
