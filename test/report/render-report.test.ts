import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/report/render-report.js';
import { modelOf } from '../support/report-models.js';
import { readText, structureOf, withoutDrawings, withoutStyle } from './page-structure.js';

const PLAIN = renderReport(modelOf('word'));
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '</style>',
      '<script>',
      ']]>',
      '<!--',
      ' onload=',
      '{a|',
      '\n',
      '\u0000',
    ),
    fc.string({ maxLength: 3 }),
  ),
  maxLength: 20,
});

describe('a page', () => {
  it('has the same elements and attributes whatever its texts say', () => {
    const { tags } = structureOf(withoutStyle(withoutDrawings(PLAIN)));
    fc.assert(
      fc.property(hostile, (text) => {
        const page = structureOf(withoutStyle(withoutDrawings(renderReport(modelOf(text)))));
        expect(page.tags).toEqual(tags);
        expect(page.texts).not.toMatch(/[<>]/);
      }),
      { numRuns: 25 },
    );
  });

  it('has drawings of shapes and letters only, whatever its texts say', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const drawings = renderReport(modelOf(text)).match(/<svg[^]*?<\/svg>/g) ?? [];
        expect(drawings).toHaveLength(10);
        const { tags, texts } = structureOf(drawings.join(''));
        const odd = tags.filter(
          (tag) => !/^<\/?(svg|g|path|rect|text|tspan|polygon|polyline|defs|clipPath)[ >]/.test(tag),
        );
        expect(odd).toEqual([]);
        expect(tags.join('')).not.toMatch(/ (on\w+|[\w:]*href|style|class)=/);
        expect(texts).not.toMatch(/[<>]/);
      }),
      { numRuns: 25 },
    );
  });

  it('holds no script, names no other place, and lets a browser fetch nothing', () => {
    expect(PLAIN).not.toMatch(/<script|https?:|url\((?!#)|@import/);
    expect(PLAIN).toContain('content="default-src &#39;none&#39;; ');
  });

  it('draws in the colours of the page, so that night and paper have their own', () => {
    const colours = [...drawingsOf(PLAIN).matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) =>
      String(colour),
    );
    expect(new Set(colours.map((colour) => colour.replace(/\(.*/, '')))).toEqual(new Set(['none', 'var']));
  });

  it('says unknown where a figure or a cell is not known, and why', () => {
    const text = readText(PLAIN);
    expect(text).toMatch(/word unknown word/);
    expect(text).toContain('1,234.50');
    expect(text).not.toMatch(/null|undefined|NaN/);
  });
});

/** Without what they cut out of: it has a colour, and is not seen. */
const drawingsOf = (page: string): string =>
  (page.match(/<svg[^]*?<\/svg>/g) ?? []).join('').replace(/<defs[^]*?<\/defs>/g, '');
