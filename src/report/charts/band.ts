import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { Span } from './chart.js';

export type BandPoint = Span & { readonly x: number };

/** A single interval between gaps is drawn this wide. */
const LONE_WIDTH_PX = 8;

/** A band between lows and highs, interrupted where there is none. The library stacks areas, which fails below zero. */
export function bandSeries(points: readonly (BandPoint | null)[], color: string) {
  const pieces = unbroken(points);
  return {
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data: pieces.map((_, index) => [index, 0]),
    encode: { x: -1, y: -1 },
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => ({
      type: 'polygon',
      shape: { points: outline(pieces[params.dataIndex] ?? [], (x, y) => api.coord([x, y])) },
      style: { fill: color, opacity: 0.2 },
    }),
  };
}

function outline(piece: readonly BandPoint[], place: (x: number, y: number) => number[]): number[][] {
  const lows = piece.map(({ x, low }) => place(x, low));
  const highs = piece.map(({ x, high }) => place(x, high));
  if (piece.length > 1) return [...lows, ...highs.reverse()];
  const moved = (points: number[][], byPx: number) => points.map(([x = 0, y = 0]) => [x + byPx, y]);
  const half = LONE_WIDTH_PX / 2;
  return [...moved(lows, -half), ...moved(highs, -half), ...moved(highs, half), ...moved(lows, half)];
}

function unbroken(points: readonly (BandPoint | null)[]): BandPoint[][] {
  const pieces: BandPoint[][] = [];
  let current: BandPoint[] | null = null;
  for (const point of points) {
    if (point === null) current = null;
    else if (current) current.push(point);
    else pieces.push((current = [point]));
  }
  return pieces;
}
