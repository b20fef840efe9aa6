import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import { lengthText } from '../time-text.js';
import { FONT_PX, gridOf, nameAxis, valueAxis } from './axes.js';
import type { Moment, TimelineChart } from './chart.js';
import type { DrawOption, Size } from './draw.js';
import { INKS } from './inks.js';

const LANE_PX = 56;
const DOT_RADIUS_PX = 11;

export const timelineHeightPx = ({ lanes }: TimelineChart): number => lanes.length * LANE_PX + 40;

/** Dots carry the numbers of the table below; those that would cover each other share one, with the first and the last number. */
export function timelineOption(chart: TimelineChart, size: Size): DrawOption {
  const { lanes, moments } = chart;
  const lengthMs = Math.max(1, ...moments.map(({ atMs }) => atMs), ...chart.spans.map(({ toMs }) => toMs));
  const stepMs = niceStepMs(lengthMs / (size.isNarrow ? 3 : 6));
  const base = gridOf(size, { top: 8, bottom: 32, left: size.isNarrow ? 92 : 110 });
  const grid = { ...base, right: 28 };
  const msPerPx = lengthMs / (size.widthPx - grid.left - grid.right);
  const axis = nameAxis(lanes, grid.left - 2 * DOT_RADIUS_PX);
  return {
    grid,
    xAxis: {
      ...valueAxis({}),
      min: 0,
      max: lengthMs,
      interval: stepMs,
      axisLabel: {
        color: INKS.faint,
        fontSize: FONT_PX,
        hideOverlap: true,
        showMaxLabel: lengthMs % stepMs === 0,
        formatter: (ms: number) => (ms === 0 ? '0' : `+${lengthText(ms)}`),
      },
    },
    yAxis: {
      ...axis,
      inverse: true,
      axisLine: { show: false },
      axisLabel: { ...axis.axisLabel, color: INKS.text, margin: DOT_RADIUS_PX + 8 },
    },
    series: [spansSeries(chart), dotsSeries(lanes, clusters(moments, msPerPx * 2.4 * DOT_RADIUS_PX))],
  };
}

const spansSeries = ({ lanes, spans }: TimelineChart) => ({
  type: 'custom',
  silent: true,
  data: spans.map(({ lane, fromMs, toMs }) => [fromMs, lanes.indexOf(lane), toMs]),
  renderItem: ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const [left = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
    const [right = 0] = api.coord([api.value(2), api.value(1)]);
    const color = INKS[spans[dataIndex]?.tone ?? 'quiet'];
    return {
      type: 'rect',
      shape: { x: left, y: y - 5, width: Math.max(2, right - left), height: 10, r: 3 },
      style: { fill: color, opacity: 0.75 },
    };
  },
});

const dotsSeries = (lanes: readonly string[], dots: readonly Dot[]) => ({
  type: 'custom',
  silent: true,
  z: 5,
  data: dots.map(({ lane, atMs }) => [atMs, lanes.indexOf(lane)]),
  renderItem: ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
    const text = dots[dataIndex]?.text ?? '';
    const width = Math.max(2 * DOT_RADIUS_PX, text.length * 7 + 10);
    const height = 2 * DOT_RADIUS_PX;
    return {
      type: 'rect',
      shape: { x: x - width / 2, y: y - DOT_RADIUS_PX, width, height, r: DOT_RADIUS_PX },
      style: { fill: INKS.paper, stroke: INKS.text, lineWidth: 1.25 },
      textContent: { style: { text, fill: INKS.text, fontSize: FONT_PX } },
      textConfig: { position: 'inside' },
    };
  },
});

type Dot = { readonly lane: string; readonly atMs: number; readonly text: string };

/** Moments of a lane that lie within `nearMs` of the first of them become one dot. */
function clusters(moments: readonly Moment[], nearMs: number): Dot[] {
  const open = new Map<string, { atMs: number; numbers: number[] }>();
  const dots: { lane: string; atMs: number; numbers: number[] }[] = [];
  for (const [index, { lane, atMs }] of moments.entries()) {
    const last = open.get(lane);
    if (last && atMs - last.atMs < nearMs) last.numbers.push(index + 1);
    else {
      const dot = { lane, atMs, numbers: [index + 1] };
      open.set(lane, dot);
      dots.push(dot);
    }
  }
  return dots.map(({ lane, atMs, numbers }) => ({ lane, atMs, text: numbersText(numbers) }));
}

/** `3`, `3, 4`, `3…9` where none is left out between them, else `3+2`: the third and two others. */
function numbersText(numbers: readonly number[]): string {
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? first;
  if (numbers.length === 1) return String(first);
  if (numbers.length === 2) return numbers.join(', ');
  return last - first === numbers.length - 1 ? `${first}–${last}` : `${first}, … ${last}`;
}

const SECOND_MS = 1000;
const STEPS_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((ms) => ms),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60 * SECOND_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3600 * SECOND_MS),
];
const DAY_MS = 24 * 3600 * SECOND_MS;

const niceStepMs = (roughMs: number): number =>
  STEPS_MS.find((stepMs) => stepMs >= roughMs) ?? Math.ceil(roughMs / DAY_MS) * DAY_MS;
