import type { Markup } from '../markup.js';
import { barsHeightPx, barsOption } from './bars.js';
import type { Chart } from './chart.js';
import { draw, type DrawOption, type Size } from './draw.js';
import { histogramOption } from './histogram.js';
import { lineOption } from './line.js';
import { scatterOption } from './scatter.js';
import { timelineHeightPx, timelineOption } from './timeline.js';

const WIDE_PX = 720;
const NARROW_PX = 340;

/**
 * The same chart twice: shrunk to a phone, letters of the wide one would be too small to read. `place` is a name that is unique in
 * the page.
 */
export function drawChart(chart: Chart, place: string): { readonly wide: Markup; readonly narrow: Markup } {
  const drawn = (isNarrow: boolean) => {
    const size = { widthPx: isNarrow ? NARROW_PX : WIDE_PX, heightPx: heightPx(chart, isNarrow), isNarrow };
    return draw(optionOf(chart, size), size, `${place}-${isNarrow ? 'narrow' : 'wide'}`);
  };
  return { wide: drawn(false), narrow: drawn(true) };
}

function heightPx(chart: Chart, isNarrow: boolean): number {
  if (chart.kind === 'bars') return barsHeightPx(chart);
  if (chart.kind === 'timeline') return timelineHeightPx(chart);
  if (chart.kind === 'line') return isNarrow ? 200 : 220;
  return isNarrow ? 280 : chart.kind === 'scatter' ? 420 : 320;
}

function optionOf(chart: Chart, size: Size): DrawOption {
  switch (chart.kind) {
    case 'bars':
      return barsOption(chart, size);
    case 'histogram':
      return histogramOption(chart, size);
    case 'line':
      return lineOption(chart, size);
    case 'scatter':
      return scatterOption(chart, size);
    case 'timeline':
      return timelineOption(chart, size);
  }
}
