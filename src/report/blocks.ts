import type { Chart, Series } from './charts/chart.js';
import { chartTable } from './charts/chart-table.js';
import { drawChart } from './charts/draw-chart.js';
import { html, type Markup } from './markup.js';
import type { Block, Cell, Column, Fact, Section, Table } from './model.js';
import { decimalText } from './number-text.js';

/** A heading and what stands below it. `place` makes the names of its elements unique within the page. */
export const sectionMarkup = ({ heading, blocks }: Section, place: string): Markup =>
  html`<section aria-labelledby="${place}">
    <h2 id="${place}">${heading}</h2>
    ${blocks.map((block, index) => blockMarkup(block, `${place}-${index}`))}
  </section>`;

function blockMarkup(block: Block, place: string): Markup {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${block.text}</p>`;
    case 'table':
      return html`<div class="card">${tableMarkup(block, place)}</div>`;
    default:
      return chartMarkup(block, place);
  }
}

export const factsMarkup = (facts: readonly Fact[]): Markup =>
  html`<dl class="facts">
    ${facts.map(
      ({ name, value }) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

export const UNKNOWN = html`<span class="unknown">unknown</span>`;

/** The picture is hidden from those who hear the page: they get the sentence, and the table of the same values. */
function chartMarkup(chart: Chart, place: string): Markup {
  const { wide, narrow } = drawChart(chart, place);
  // The numbers in a timeline say nothing without the table.
  const opened = chart.kind === 'timeline' ? html` open` : html``;
  return html`<figure class="card" aria-labelledby="${place}">
    <figcaption>
      <strong id="${place}">${chart.title}</strong>
      <p>${chart.says}</p>
      ${legendMarkup(chart)}
    </figcaption>
    <div class="drawing">
      <div class="wide">${wide}</div>
      <div class="narrow">${narrow}</div>
    </div>
    <details${opened}>
      <summary>All values<span class="hidden"> of “${chart.title}”</span></summary>
      ${tableMarkup(chartTable(chart), `${place}-values`)}
    </details>
  </figure>`;
}

/** Where colours tell series apart. */
function legendMarkup(chart: Chart): Markup {
  if (!('series' in chart) || chart.series.length < 2) return html``;
  const entry = ({ name, tone }: Series) => html`<li><i class="${tone}" aria-hidden="true"></i>${name}</li>`;
  return html`<ul class="legend">
    ${chart.series.map(entry)}
  </ul>`;
}

/** On a phone it moves sideways within its frame, for which the keyboard needs to reach it. */
const tableMarkup = ({ caption, columns, rows }: Table, place: string): Markup =>
  html`<div class="scroll" role="region" aria-labelledby="${place}-caption" tabindex="0">
    <table>
      <caption id="${place}-caption">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${alignment(column)}>${column.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowMarkup(row, columns))}
      </tbody>
    </table>
  </div>`;

const rowMarkup = (row: readonly Cell[], columns: readonly Column[]): Markup =>
  html`<tr>
    ${columns.map((column, index) => {
      const content = cellMarkup(row[index] ?? null, column);
      return index === 0
        ? html`<th scope="row" ${alignment(column)}>${content}</th>`
        : html`<td${alignment(column)}>${content}</td>`;
    })}
  </tr>`;

const alignment = ({ digits }: Column): Markup => (digits === undefined ? html`` : html` class="number"`);

function cellMarkup(cell: Cell, { digits = 0 }: Column): Markup {
  if (cell === null) return UNKNOWN;
  return html`${typeof cell === 'number' ? decimalText(cell, digits) : cell}`;
}
