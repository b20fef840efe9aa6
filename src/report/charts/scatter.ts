import { gridOf, valueAxis } from './axes.js';
import { bandSeries } from './band.js';
import type { Point, Scale, ScatterChart } from './chart.js';
import type { DrawOption, Size } from './draw.js';
import { INKS } from './inks.js';
import { niceStep } from './nice-step.js';

/** Points nearer to each other than this part of both scales are drawn as one. */
const GRAIN = 1 / 150;
const DOT_PX = 5;
const LARGEST_DOT_PX = 26;

export function scatterOption({ x, y, points, fit }: ScatterChart, size: Size): DrawOption {
  const line = fit?.line ?? [];
  return {
    grid: gridOf(size, { bottom: 48, left: size.isNarrow ? 48 : 60 }),
    xAxis: scaleAxis(x, 28),
    yAxis: scaleAxis(y, size.isNarrow ? 32 : 40),
    series: [
      {
        type: 'scatter',
        silent: true,
        clip: false,
        data: gathered(points, x, y).map(({ x: left, y: up, count }) => ({
          value: [left, up],
          symbolSize: Math.min(DOT_PX * Math.sqrt(count), LARGEST_DOT_PX),
        })),
        itemStyle: { color: INKS.quiet, opacity: 0.55 },
      },
      ...(fit ? [bandSeries(line, INKS.accent), lineSeries(line)] : []),
    ],
  };
}

/** An end that lies between two numbers of the scale gives room, and says nothing. */
function scaleAxis({ name, min, max }: Scale, nameGap: number) {
  const axis = valueAxis({ name, nameGap });
  const step = niceStep((max - min || 1) / 5);
  const ends = { showMinLabel: min % step === 0, showMaxLabel: max % step === 0 };
  return { ...axis, min, max, axisLabel: { ...axis.axisLabel, ...ends } };
}

const lineSeries = (line: readonly Point[]) => ({
  type: 'line',
  silent: true,
  showSymbol: false,
  z: 3,
  data: line.map(({ x, y }) => [x, y]),
  lineStyle: { color: INKS.accent, width: 2 },
});

/** How many points there are at a place: the area of a dot grows with them. */
function gathered(points: readonly Point[], x: Scale, y: Scale): (Point & { count: number })[] {
  const places = new Map<string, Point & { count: number }>();
  const step = ({ min, max }: Scale) => (max - min) * GRAIN || 1;
  for (const point of points) {
    const key = `${Math.round(point.x / step(x))}/${Math.round(point.y / step(y))}`;
    places.set(key, { ...(places.get(key) ?? point), count: (places.get(key)?.count ?? 0) + 1 });
  }
  return [...places.values()];
}
