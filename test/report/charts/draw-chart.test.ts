import { describe, expect, it } from 'vitest';
import type { Chart, LineChart } from '../../../src/report/charts/chart.js';
import { drawChart } from '../../../src/report/charts/draw-chart.js';

const line = (values: readonly (number | null)[]): LineChart => ({
  ...{ kind: 'line', title: 'mean', says: '', labelName: 'Day', shape: 'line', digits: 1 },
  labels: values.map((_, index) => `day ${index}`),
  series: [{ name: 'mean', tone: 'accent', values }],
});

const shapesIn = (chart: Chart): number =>
  drawChart(chart, 'here').wide.text.split('stroke="var(--accent)"').length - 1;

describe('a drawing', () => {
  it('is the same whenever it is made', () => {
    const chart = line([1, 2, null, 3]);
    expect(drawChart(chart, 'here').wide.text).toBe(drawChart(chart, 'here').wide.text);
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))(
    'of a topic called %s is drawn, and changes no other object',
    (name) => {
      const bars: Chart = {
        ...{ kind: 'bars', title: '', says: '', categoryName: '' },
        categories: [name, `${name} and what is too long to stand beside the bars of a chart`],
        series: [{ name, tone: 'accent', values: [1, 2] }],
      };
      const { text } = drawChart(bars, 'here').wide;
      expect(text).toContain(name.slice(1));
      expect(text).not.toMatch(/NaN|undefined/);
      const inherited: string[] = [];
      for (const key in {}) inherited.push(key);
      expect(inherited).toEqual([]);
    },
  );

  it('breaks a line at a gap', () => {
    const paths = (chart: Chart) => [
      ...drawChart(chart, 'here').wide.text.matchAll(/<path d="(M[^"]*)"[^>]*stroke="var\(--accent\)"/g),
    ];
    const moves = paths(line([1, 2, null, 3, 4])).flatMap(([, d]) => String(d).match(/M/g) ?? []);
    expect(moves).toHaveLength(2);
    expect(shapesIn(line([1, 2, 3]))).toBe(1);
  });

  it.each<[string, Chart]>([
    ['a line', line([])],
    ['a line of gaps', line([null, null])],
    ['a line of one value', line([5])],
    ['equal values', line([5, 5, 5])],
    ['bars', { kind: 'bars', title: '', says: '', categoryName: '', categories: [], series: [] }],
    [
      'a scatter',
      {
        kind: 'scatter',
        title: '',
        says: '',
        x: { name: '', min: 0, max: 1 },
        y: { name: '', min: 0, max: 1 },
        points: [],
        fit: null,
      },
    ],
    ['a timeline', { kind: 'timeline', title: '', says: '', lanes: ['one'], spans: [], moments: [] }],
  ])('can be made of next to nothing: %s', (_, chart) => {
    for (const { text } of Object.values(drawChart(chart, 'here'))) {
      expect(text).toMatch(/^<svg/);
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
