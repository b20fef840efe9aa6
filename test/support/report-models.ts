import type { ReportModel } from '../../src/report/model.js';

const FITTED = [-1, -0.5, 0, 0.5, 1].map((x) => ({
  ...{ x, y: 3.3 + 1.1 * x },
  ...{ low: 3.1 + 1.1 * x - 0.12 * Math.abs(x), high: 3.5 + 1.1 * x + 0.12 * Math.abs(x) },
}));

/** Answers from 1 to 5 around the fitted line. */
const PAIRS = Array.from({ length: 400 }, (_, n) => {
  const x = Math.sin(n * 12.9898);
  const answer = Math.round(3.3 + 1.1 * x + 1.2 * Math.sin(n * 78.233));
  return { x, y: Math.min(5, Math.max(1, answer)) };
});

/** A model that has one of everything, with `text` wherever a text may stand; numbered where two may not be the same. */
export const modelOf = (text: string): ReportModel => ({
  ...{ process: text, title: text, period: text, madeAt: text },
  asked: [{ name: text, value: text }],
  certificate: {
    ...{ isComplete: false, verdict: text, sentence: text },
    because: [{ word: text, meaning: text }],
  },
  figures: [
    { name: text, value: '0.41', caveats: [text] },
    { name: text, value: text, caveats: [] },
    { name: text, value: null, caveats: [text] },
  ],
  sections: [
    {
      heading: `${text} 0`,
      blocks: [
        { kind: 'paragraph', text },
        {
          ...{ kind: 'table', caption: `${text} 9`, columns: [{ name: text }, { name: text, digits: 2 }] },
          rows: [
            [text, 1234.5],
            [text, null],
          ],
        },
        {
          ...{ kind: 'bars', title: `${text} 2`, says: text, categoryName: text, categories: [text, text] },
          series: [{ name: text, tone: 'accent', values: [3, 5] }],
        },
        {
          ...{ kind: 'histogram', title: `${text} 3`, says: text, scaleName: text, edges: [0, 50, 100] },
          series: [
            { name: text, tone: 'negative', values: [3, 5] },
            { name: text, tone: 'positive', values: [1, 2] },
          ],
          marks: [{ name: text, at: 40 }],
        },
        {
          ...{ kind: 'line', title: `${text} 4`, says: text, labelName: text, labels: [text, text, text] },
          ...{ shape: 'line', digits: 1 },
          series: [
            {
              ...{ name: text, tone: 'accent', values: [1, null, 2] },
              band: { name: text, intervals: [{ low: 0, high: 2 }, null, null] },
            },
          ],
        },
        {
          ...{
            kind: 'scatter',
            title: `${text} 5`,
            says: text,
            points: PAIRS,
            fit: { name: text, line: FITTED },
          },
          ...{ x: { name: text, min: -1, max: 1 }, y: { name: text, min: 0.5, max: 5.5 } },
        },
        {
          ...{ kind: 'timeline', title: `${text} 6`, says: text, lanes: [text] },
          spans: [{ lane: text, tone: 'neutral', fromMs: 0, toMs: 900 }],
          moments: [{ lane: text, name: text, atMs: 800, when: text }],
        },
      ],
    },
  ],
  evidence: [{ name: text, value: text }],
});
