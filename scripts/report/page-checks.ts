import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/*
 * What a page must not have. Each answers what it found, and runs in the browser, of whose types the rest of the program knows
 * nothing: hence expressions.
 */

const inPage = (expression: string) => (page: Page) => page.evaluate<string[]>(expression);

export const openEveryDetail = inPage(
  `[...document.querySelectorAll('details')].flatMap((details) => { details.open = true; return []; })`,
);

/** Elements and attributes that only a text could have made that was not escaped. */
export const foreignElements = inPage(`
  [...document.querySelectorAll('*')]
    .filter((element) => element.matches('script, img, iframe, object, embed, form, b, a, image, foreignObject')
      || element.getAttributeNames().some((name) => /^on|href$/.test(name) && element.localName !== 'link'))
    .map((element) => element.outerHTML.slice(0, 80))`);

export const widerThanPage = inPage(`
  ((root) => root.scrollWidth > root.clientWidth ? [root.scrollWidth + ' px on ' + root.clientWidth] : [])(document.documentElement)`);

/** Charts that are not drawn exactly once, are empty, or write beyond their edges. */
export const badDrawings = inPage(`
  [...document.querySelectorAll('.drawing')].flatMap((drawing, index) => {
    const shown = [...drawing.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
    if (shown.length !== 1) return ['chart ' + index + ' is drawn ' + shown.length + ' times'];
    const box = shown[0].getBoundingClientRect();
    if (shown[0].querySelectorAll('path').length < 2) return ['chart ' + index + ' is empty'];
    return [...shown[0].querySelectorAll('text')]
      .filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
      })
      .map((text) => 'chart ' + index + ' cuts off ' + text.textContent.slice(0, 30));
  })`);

export const hiddenTables = inPage(`
  [...document.querySelectorAll('table')]
    .filter((table) => !table.checkVisibility({ contentVisibilityAuto: true }) || table.getBoundingClientRect().height === 0)
    .map((table) => table.caption.textContent.trim())`);

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Of WCAG and of good practice, whatever their weight. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes[0]?.html.slice(0, 120) ?? 'the page'}`,
  );
}
