import { Markup } from './markup.js';

const LIGHT = `
  color-scheme: light;
  --paper: #ffffff; --ground: #f6f5f2; --ink: #1d1f23; --muted: #5c6067; --line: #e1dfda;
  --accent: #2a5f9e; --positive: #2f72b8; --neutral: #8d8e89; --quiet: #6d7681; --negative: #c4532a;
  --good: #1c6b45; --good-ground: #eaf4ee; --care: #84490b; --care-ground: #fdf2e1;`;

const DARK = `
  color-scheme: dark;
  --paper: #1a1c20; --ground: #121316; --ink: #ecebe7; --muted: #a8abb1; --line: #34373d;
  --accent: #82b3ee; --positive: #6fa8e8; --neutral: #767a80; --quiet: #9aa3ad; --negative: #ee8a5f;
  --good: #82cfa5; --good-ground: #17281f; --care: #f0bb74; --care-ground: #2d2315;`;

/** Paper is always light. A phone gets the narrow drawings; paper and larger screens the wide ones. */
export const PAGE_STYLE = new Markup(`
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root {${DARK}
} }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
}
main { max-width: 54rem; margin: 0 auto; padding: 3.5rem 1.5rem 4rem; }
h1, h2, p, dl, dd, ul, figure { margin: 0; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2.2vw, 2.5rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -.01em; margin-bottom: 1.1rem; }
.kind { color: var(--accent); font-weight: 600; font-size: .9rem; margin-bottom: .5rem; }
.period { color: var(--muted); font-size: 1.05rem; margin-top: .6rem; }
section { margin-top: 3.25rem; }
section > * + * { margin-top: 1.5rem; }
section > h2 + * { margin-top: 0; }

.certificate {
  margin-top: 2rem; padding: 1rem 1.25rem; border-radius: .6rem; border-left: .3rem solid;
  color: var(--good); background: var(--good-ground);
}
.certificate.partial { color: var(--care); background: var(--care-ground); }
.certificate strong { display: block; }
.certificate p, .certificate li { color: var(--ink); }
.certificate ul { padding-left: 1.2rem; margin-top: .4rem; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 1rem; margin-top: 2rem; }
.figures.thirds { grid-template-columns: repeat(auto-fit, minmax(min(13.5rem, 100%), 1fr)); }
.figures > div { min-width: 0; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem 1.25rem 1.2rem; }
.figures dt { color: var(--muted); font-size: .9rem; }
.figures .value { font-size: 2rem; font-weight: 650; line-height: 1.2; letter-spacing: -.02em; margin-top: .15rem; font-variant-numeric: tabular-nums; }
.figures .value.words { font-size: 1.4rem; line-height: 1.7; }
.figures .caveat { color: var(--muted); font-size: .85rem; line-height: 1.45; margin-top: .2rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.unknown { color: var(--muted); font-style: italic; font-weight: 400; }

.card { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1.25rem 1.4rem; }
figcaption { margin-bottom: .9rem; }
figcaption strong { display: block; font-size: 1.02rem; }
figcaption p { color: var(--muted); font-size: .95rem; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; margin-top: .5rem; font-size: .9rem; }
.legend li { display: flex; align-items: center; gap: .45rem; }
.legend i { width: .8rem; height: .8rem; border-radius: .2rem; }
.accent { background: var(--accent); } .positive { background: var(--positive); }
.quiet { background: var(--quiet); } .neutral { background: var(--neutral); } .negative { background: var(--negative); }
.drawing svg { display: block; width: 100%; height: auto; }
.drawing .narrow { display: none; }

details { margin-top: .75rem; font-size: .95rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; border-radius: .2rem; }
summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
details[open] > summary { margin-bottom: .75rem; }
.scroll { overflow-x: auto; }
table { overflow-wrap: break-word; border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { text-align: left; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: .85rem; vertical-align: bottom; }
tbody th { font-weight: 400; } tbody th:not(.number) { min-width: 6rem; }
.number + :not(.number) { padding-left: 1rem; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; } td.number { white-space: nowrap; }

.facts { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .45rem 1.5rem; }
.facts dt { color: var(--muted); }
.facts dd { overflow-wrap: anywhere; }
footer { margin-top: 3.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .9rem; }

@media (max-width: 40rem) {
  main { padding: 1.75rem 1rem 2.5rem; }
  section, footer { margin-top: 2.5rem; }
  .card { padding: 1rem; }
  .figures, .figures.thirds { grid-template-columns: 1fr 1fr; gap: .65rem; }
  .figures > div { padding: .85rem .9rem 1rem; }
  .figures .value { font-size: 1.6rem; } .figures .value.words { font-size: 1.1rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .7rem; }
}
@media screen and (max-width: 40rem) {
  .drawing .wide { display: none; } .drawing .narrow { display: block; }
}
@media print {
  @page { margin: 16mm 15mm; }
  body { background: none; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section { margin-top: 2rem; }
  .figures { grid-template-columns: repeat(4, 1fr); gap: .6rem; } .figures.thirds { grid-template-columns: repeat(3, 1fr); } .figures > div { padding: .7rem .8rem; }
  .figures .value { font-size: 1.5rem; } .figures .value.words { font-size: 1.1rem; }
  .card { padding: .9rem 1rem; }
  h2 { break-after: avoid; } figure > .drawing, .figures > div, tr, .certificate, dt { break-inside: avoid; }
  figcaption, dt { break-after: avoid; }
  .scroll { overflow: visible; } table { overflow-wrap: anywhere; }
  summary { display: none; } details::details-content { content-visibility: visible; height: auto; display: block; }
}
`);
