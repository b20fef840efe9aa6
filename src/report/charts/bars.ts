import { countText } from '../number-text.js';
import { FONT_PX, gridOf, nameAxis, valueAxis } from './axes.js';
import type { BarsChart } from './chart.js';
import type { DrawOption, Size } from './draw.js';
import { INKS } from './inks.js';

const BAR_PX = 34;

export const barsHeightPx = ({ categories }: BarsChart): number => categories.length * BAR_PX + 16;

/** The total stands at the end of each bar, so the scale needs no axis. */
export function barsOption({ categories, series }: BarsChart, size: Size): DrawOption {
  const totals = categories.map((_, index) =>
    series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  const longest = Math.max(...categories.map(({ length }) => length));
  const grid = gridOf(size, { top: 4, bottom: 4, left: Math.min(longest * 9 + 24, size.widthPx / 2.2) });
  return {
    grid: { ...grid, right: 64 },
    xAxis: { ...valueAxis({}), min: 0, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: { ...nameAxis(categories, grid.left - 12), inverse: true, axisLine: { show: false } },
    series: series.map(({ tone, values }, index) => ({
      type: 'bar',
      stack: 'all',
      barWidth: 18,
      silent: true,
      data: [...values],
      itemStyle: { color: INKS[tone], borderColor: INKS.paper, borderWidth: series.length > 1 ? 1 : 0 },
      label: {
        show: index === series.length - 1,
        position: 'right',
        color: INKS.text,
        fontSize: FONT_PX,
        formatter: ({ dataIndex }: { dataIndex: number }) => countText(totals[dataIndex] ?? 0),
      },
    })),
  };
}
