import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Markup, withoutControls } from '../markup.js';
import { withoutInheritedNames } from './inherited-names.js';

echarts.use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** Width and height in CSS pixels, and whether it is for a phone: fewer labels, less room beside the axes. */
export type Size = { readonly widthPx: number; readonly heightPx: number; readonly isNarrow: boolean };

export type DrawOption = EChartsCoreOption;

/** A drawing as SVG that scales, hidden from those who hear the page: they get title, sentence and table. */
export function draw(option: DrawOption, { widthPx, heightPx }: Size, name: string): Markup {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: widthPx, height: heightPx });
  try {
    chart.setOption({ animation: false, ...withoutInheritedNames(option) });
    return new Markup(tidied(chart.renderToSVGString(), name));
  } finally {
    // Its timers would hold the program open.
    chart.dispose();
  }
}

/**
 * Texts in it are escaped by the library, quotes too, so that what looks like an attribute is one. What it adds for scripts and
 * pointers is left out: the page has none, and its style would be a style of the whole page.
 */
const tidied = (svg: string, name: string): string =>
  withoutControls(svg)
    .replace(/<svg width="\d+" height="\d+"/, '<svg aria-hidden="true" focusable="false"')
    .replace(/<style >[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+|xmlns(?::xlink)?|version|baseProfile)="[^"]*"/g, '')
    .replace(/ style="font-size:(\d+)px;font-family:[^"]*"/g, ' font-size="$1"')
    // The library numbers all drawings of a program; a page shall be the same whenever it is made.
    .replace(/(id="|url\(#)zr\d+-/g, `$1${name}-`)
    .replaceAll('\n', '');
