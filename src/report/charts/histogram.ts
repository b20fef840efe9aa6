import { axisText, countText } from '../number-text.js';
import { cutAt, FONT_PX, gridOf, nameAxis, valueAxis } from './axes.js';
import type { HistogramChart, Mark } from './chart.js';
import type { DrawOption, Size } from './draw.js';
import { INKS } from './inks.js';
import { niceStep } from './nice-step.js';

const MARK_ROW_PX = 18;
const MARK_PX = 170;

/** Bars sit between the numbers of the scale: an axis of bins carries them, one of values is what is read. */
export function histogramOption(chart: HistogramChart, size: Size): DrawOption {
  const { edges, series, marks, scaleName } = chart;
  const [min, max] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const bins = edges.slice(1).map(String);
  const tick = niceStep((max - min) / (size.isNarrow ? 5 : 10));
  return {
    grid: gridOf(size, { top: 12 + marks.length * MARK_ROW_PX }),
    xAxis: [
      { ...nameAxis(bins, 0), axisLabel: { show: false } },
      {
        ...valueAxis({ name: scaleName, nameGap: 28 }),
        position: 'bottom',
        min,
        max,
        interval: tick,
        splitLine: { show: false },
        axisLabel: {
          color: INKS.faint,
          fontSize: FONT_PX,
          formatter: axisText,
        },
      },
    ],
    yAxis: { ...valueAxis({}), axisLabel: { color: INKS.faint, formatter: countText } },
    series: [
      ...series.map(({ tone, values }) => ({
        type: 'bar',
        stack: 'all',
        barCategoryGap: '8%',
        silent: true,
        data: [...values],
        itemStyle: { color: INKS[tone] },
      })),
      marksSeries(marks, (min + max) / 2),
    ],
  };
}

/** Each mark has a row of its own above the bars, and writes towards the middle: so no two names meet, and none leaves the page. */
const marksSeries = (marks: readonly Mark[], middle: number) => ({
  type: 'line',
  xAxisIndex: 1,
  data: [],
  silent: true,
  lineStyle: { color: INKS.text },
  markLine: {
    silent: true,
    symbol: 'none',
    lineStyle: { color: INKS.text, type: 'solid', width: 1 },
    data: marks.map(({ name, at }, index) => ({
      xAxis: at,
      label: {
        formatter: () => name,
        color: INKS.text,
        fontSize: FONT_PX,
        ...cutAt(MARK_PX),
        distance: [at < middle ? 6 : -6, 2 + index * MARK_ROW_PX],
        align: at < middle ? 'left' : 'right',
      },
    })),
  },
});
