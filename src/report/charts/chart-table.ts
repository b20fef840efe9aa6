import type { Cell, Column, Table } from '../model.js';
import { axisText } from '../number-text.js';
import { lengthText } from '../time-text.js';
import type {
  BarsChart,
  Chart,
  HistogramChart,
  LineChart,
  ScatterChart,
  Series,
  TimelineChart,
} from './chart.js';

/** What a chart shows, as a table of the same data: who can't see the one reads the other, and nothing is only a picture. */
export function chartTable(chart: Chart): Table {
  return { kind: 'table', caption: chart.title, ...contentOf(chart) };
}

type Content = { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] };

function contentOf(chart: Chart): Content {
  switch (chart.kind) {
    case 'bars':
      return barsContent(chart);
    case 'histogram':
      return histogramContent(chart);
    case 'line':
      return lineContent(chart);
    case 'scatter':
      return scatterContent(chart);
    case 'timeline':
      return timelineContent(chart);
  }
}

const seriesColumns = (series: readonly Series[], digits: number): Column[] =>
  series.map(({ name }) => ({ name, digits }));

const valuesAt = (series: readonly Series[], index: number): Cell[] =>
  series.map(({ values }) => values[index] ?? null);

const barsContent = ({ categoryName, categories, series }: BarsChart): Content => ({
  columns: [{ name: categoryName }, ...seriesColumns(series, 0)],
  rows: categories.map((category, index) => [category, ...valuesAt(series, index)]),
});

const histogramContent = ({ scaleName, edges, series }: HistogramChart): Content => ({
  columns: [{ name: scaleName }, ...seriesColumns(series, 0)],
  rows: edges.slice(1).map((to, index) => {
    const from = edges[index] ?? to;
    return [`${axisText(from)} to ${axisText(to)}`, ...valuesAt(series, index)];
  }),
});

const lineContent = ({ labelName, labels, series, digits }: LineChart): Content => ({
  columns: [
    { name: labelName },
    ...series.flatMap(({ name, band }): Column[] => [
      { name, digits },
      ...(band
        ? [
            { name: `${band.name}: from`, digits },
            { name: 'to', digits },
          ]
        : []),
    ]),
  ],
  rows: labels.map((label, index) => [
    label,
    ...series.flatMap(({ values, band }): Cell[] => [
      values[index] ?? null,
      ...(band ? [band.intervals[index]?.low ?? null, band.intervals[index]?.high ?? null] : []),
    ]),
  ]),
});

/** Thousands of pairs are no table to read: they are counted at the nearest place of the line. Without a line they are few. */
function scatterContent({ x, y, points, fit }: ScatterChart): Content {
  if (!fit) {
    return {
      columns: [
        { name: x.name, digits: 2 },
        { name: y.name, digits: 2 },
      ],
      rows: points.map((point) => [point.x, point.y]),
    };
  }
  const counts = fit.line.map(() => 0);
  for (const point of points) {
    const distances = fit.line.map((place) => Math.abs(place.x - point.x));
    const nearest = distances.indexOf(Math.min(...distances));
    counts[nearest] = (counts[nearest] ?? 0) + 1;
  }
  return {
    columns: [
      { name: x.name, digits: 2 },
      { name: 'pairs near it', digits: 0 },
      { name: `${y.name}, ${fit.name}`, digits: 2 },
      { name: 'band: from', digits: 2 },
      { name: 'to', digits: 2 },
    ],
    rows: fit.line.map((place, index) => [place.x, counts[index] ?? 0, place.y, place.low, place.high]),
  };
}

const timelineContent = ({ moments }: TimelineChart): Content => ({
  columns: [
    { name: '#', digits: 0 },
    { name: 'What happened' },
    { name: 'When' },
    { name: 'Since the beginning' },
  ],
  rows: moments.map(({ name, when, atMs }, index) => [index + 1, name, when, lengthText(atMs)]),
});
