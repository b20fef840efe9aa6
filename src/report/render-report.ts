import { factsMarkup, sectionMarkup, UNKNOWN } from './blocks.js';
import { html, type Markup } from './markup.js';
import type { Certificate, Figure, ReportModel } from './model.js';
import { PAGE_STYLE } from './page-style.js';

/** Whatever a page might hold in spite of all care, a browser runs nothing of it and asks nobody. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** One HTML file that needs nothing else: no script, no request, style and drawings within. */
export function renderReport(model: ReportModel): string {
  const { process, title, period, asked, certificate, figures, sections, evidence, madeAt } = model;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}, ${period}</title>
        <link rel="icon" href="data:," />
        <style>
          ${PAGE_STYLE}
        </style>
      </head>
      <body>
        <main>
          <header>
            <p class="kind">${process} report</p>
            <h1>${title}</h1>
            <p class="period">${period}</p>
          </header>
          ${certificateMarkup(certificate)}
          <dl class="figures${figures.length % 3 === 0 ? ' thirds' : ''}">${figures.map(figureMarkup)}</dl>
          ${sections.map((section, index) => sectionMarkup(section, `section-${index}`))}
          <section aria-labelledby="asked">
            <h2 id="asked">What was asked</h2>
            <div class="card">${factsMarkup(asked)}</div>
          </section>
          <section aria-labelledby="evidence">
            <h2 id="evidence">Evidence</h2>
            <div class="card">${factsMarkup(evidence)}</div>
          </section>
          <footer><p>Made ${madeAt} by durable-genesys from the rows that the run stored.</p></footer>
        </main>
      </body>
    </html> `.text;
}

function certificateMarkup({ isComplete, verdict, sentence, because }: Certificate): Markup {
  const reasons = because.map(({ word, meaning }) => html`<li>${meaning} (${word})</li>`);
  return html`<div class="certificate ${isComplete ? 'whole' : 'partial'}">
    <strong>${verdict}</strong>
    <p>${sentence}</p>
    ${
      reasons.length === 0
        ? html``
        : html`<ul>
            ${reasons}
          </ul>`
    }
  </div>`;
}

/** Words and lengths of time need more room than a number. */
const NUMBER = /^[−\d.,]+(\s%)?$/;

function figureMarkup({ name, value, caveats }: Figure): Markup {
  const size = value !== null && NUMBER.test(value) ? 'value' : 'value words';
  return html`<div>
    <dt>${name}</dt>
    <dd class="${size}">${value ?? UNKNOWN}</dd>
    ${caveats.map((caveat) => html`<dd class="caveat">${caveat}</dd>`)}
  </div>`;
}
