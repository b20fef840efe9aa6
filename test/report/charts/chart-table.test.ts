import { describe, expect, it } from 'vitest';
import { chartTable } from '../../../src/report/charts/chart-table.js';
import type { ScatterChart } from '../../../src/report/charts/chart.js';

const scatter: ScatterChart = {
  ...{
    kind: 'scatter',
    title: 'pairs',
    says: '',
    x: { name: 'x', min: 0, max: 2 },
    y: { name: 'y', min: 0, max: 2 },
  },
  points: [
    { x: 0.1, y: 1 },
    { x: 0.2, y: 2 },
    { x: 1.9, y: 2 },
  ],
  fit: null,
};

describe('the table of a chart', () => {
  it('has each pair where there is no line', () => {
    expect(chartTable(scatter).rows).toEqual([
      [0.1, 1],
      [0.2, 2],
      [1.9, 2],
    ]);
  });

  it('counts pairs at the nearest place of the line', () => {
    const line = [0, 2].map((x) => ({ x, y: 1, low: 0.5, high: 1.5 }));
    expect(chartTable({ ...scatter, fit: { name: 'line', line } }).rows).toEqual([
      [0, 2, 1, 0.5, 1.5],
      [2, 1, 1, 0.5, 1.5],
    ]);
  });

  it('keeps a gap of a line a gap', () => {
    const { columns, rows } = chartTable({
      ...{
        kind: 'line',
        title: 'mean',
        says: '',
        labelName: 'Day',
        labels: ['Mon', 'Tue'],
        shape: 'line',
        digits: 1,
      },
      series: [
        {
          name: 'mean',
          tone: 'accent',
          values: [1, null],
          band: { name: 'interval', intervals: [null, null] },
        },
      ],
    });
    expect(columns.map(({ name }) => name)).toEqual(['Day', 'mean', 'interval: from', 'to']);
    expect(rows).toEqual([
      ['Mon', 1, null, null],
      ['Tue', null, null, null],
    ]);
  });
});
