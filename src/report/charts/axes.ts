import { axisText } from '../number-text.js';
import { INKS } from './inks.js';
import type { Size } from './draw.js';

export const FONT_PX = 12;

const label = { color: INKS.faint, fontSize: FONT_PX };
const title = {
  nameTextStyle: { color: INKS.faint, fontSize: FONT_PX },
  nameLocation: 'middle' as const,
  nameTruncate: { maxWidth: 160 },
};

/** The library guesses how wide letters are; those of whoever reads may be wider. */
const GUESS = 0.72;

/** What is longer is cut here, and stands in full in the table. */
export const cutAt = (widthPx: number) => ({ width: widthPx * GUESS, overflow: 'truncate' as const });

/** An axis of numbers: faint rules across, no line of its own. */
export const valueAxis = (settings: { readonly name?: string; readonly nameGap?: number }) => ({
  type: 'value' as const,
  axisLabel: { ...label, hideOverlap: true, formatter: axisText },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: INKS.rule } },
  ...title,
  ...settings,
});

/** An axis of names, each at most so wide. */
export const nameAxis = (names: readonly string[], widthPx: number) => ({
  type: 'category' as const,
  data: [...names],
  axisLabel: { ...label, hideOverlap: true, ...cutAt(widthPx) },
  axisLine: { lineStyle: { color: INKS.faint } },
  axisTick: { show: false },
});

/** Room around the plot. */
export const gridOf = ({ isNarrow }: Size, room: { top?: number; bottom?: number; left?: number } = {}) => ({
  top: room.top ?? 12,
  bottom: room.bottom ?? 44,
  left: room.left ?? (isNarrow ? 44 : 56),
  right: 20,
  containLabel: false,
  outerBoundsMode: 'none' as const,
});
