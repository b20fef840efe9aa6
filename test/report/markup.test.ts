import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, html } from '../../src/report/markup.js';

/** Texts with many characters that mean something to a browser. */
const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'<>&"\'`/= \n-!'), fc.string({ unit: 'binary' })),
});

describe('a text in a page', () => {
  it('has no character left that could end it', () => {
    fc.assert(fc.property(text, (any) => !/[<>"'`]/.test(escapeText(any))));
  });

  it('has no ampersand that does not begin one of our own entities', () => {
    fc.assert(fc.property(text, (any) => !/&(?!(?:amp|lt|gt|quot|#39|#96);)/.test(escapeText(any))));
  });

  it('shows what can’t be seen, and what turns the direction of others, as a box', () => {
    expect(escapeText('a\u0000b\u202ec\u2066d\u001b[0m\te\n')).toBe('a�b�c�d�[0m\te\n');
  });

  it('is escaped wherever it stands, markup is not', () => {
    const inner = html`<i>${'<'}</i>`;
    expect(html`<b title="${'"'}">${inner}${[inner, inner]}${3}</b>`.text).toBe(
      '<b title="&quot;"><i>&lt;</i><i>&lt;</i><i>&lt;</i>3</b>',
    );
  });
});
