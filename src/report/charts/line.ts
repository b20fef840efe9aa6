import { decimalText } from '../number-text.js';
import { FONT_PX, gridOf, nameAxis, valueAxis } from './axes.js';
import { bandSeries } from './band.js';
import type { LineChart, LineSeries } from './chart.js';
import type { DrawOption, Size } from './draw.js';
import { INKS } from './inks.js';
import { niceStep } from './nice-step.js';

export function lineOption(chart: LineChart, size: Size): DrawOption {
  const { labels, series, shape, digits } = chart;
  const isLine = shape === 'line';
  return {
    grid: gridOf(size, { bottom: 28 }),
    xAxis: { ...nameAxis(labels, DAY_PX), boundaryGap: true },
    yAxis: {
      ...valueAxis({}),
      scale: isLine,
      axisLabel: {
        color: INKS.faint,
        fontSize: FONT_PX,
        formatter: (value: number) => decimalText(value, digits),
      },
      ...(isLine && extentOf(series)),
    },
    series: isLine
      ? series.flatMap((one) => [...bandOf(one), lineOf(one, labels.length)])
      : series.map(columnsOf),
  };
}

const bandOf = ({ tone, band }: LineSeries) =>
  band
    ? [
        bandSeries(
          band.intervals.map((interval, x) => interval && { ...interval, x }),
          INKS[tone],
        ),
      ]
    : [];

const MOST_SYMBOLS = 45;

const lineOf = ({ tone, values }: LineSeries, length: number) => ({
  type: 'line',
  silent: true,
  data: [...values],
  connectNulls: false,
  z: 3,
  // Among many days a day between two gaps would have no line to be seen by: the library shows its symbol all the same.
  showSymbol: length <= MOST_SYMBOLS || values.filter((value) => value !== null).length <= MOST_SYMBOLS,
  showAllSymbol: true,
  symbol: 'circle',
  symbolSize: 6,
  itemStyle: { color: INKS[tone] },
  lineStyle: { color: INKS[tone], width: 2 },
});

const columnsOf = ({ tone, values }: LineSeries) => ({
  type: 'bar',
  stack: 'all',
  silent: true,
  barMaxWidth: 40,
  data: [...values],
  itemStyle: { color: INKS[tone] },
});

const STEPS = 4;
const DAY_PX = 130;

/** Room for the bands too, which the library does not count. */
function extentOf(series: readonly LineSeries[]) {
  const all = series.flatMap(({ values, band }) => [
    ...values.filter((value) => value !== null),
    ...(band?.intervals ?? []).flatMap((interval) => (interval ? [interval.low, interval.high] : [])),
  ]);
  if (all.length === 0) return {};
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const step = niceStep((high - low || 1) / STEPS);
  return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, interval: step };
}
