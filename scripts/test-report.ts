import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { renderReport } from '../src/report/render-report.js';
import { reportPage } from '../src/report/report-page.js';
import { createTerminal } from '../src/wiring/terminal.js';
import { csatSource } from '../test/support/csat-report-source.js';
import { modelOf } from '../test/support/report-models.js';
import {
  accessibilityViolations,
  badDrawings,
  foreignElements,
  hiddenTables,
  openEveryDetail,
  widerThanPage,
} from './report/page-checks.js';
import { insightsSource, sentimentSource, sessionSource } from '../test/support/report-sources.js';

/*
 * The reports in a real browser, on a phone, on a screen, at night and on paper: nothing is asked for, nothing complains, nothing
 * stands out of the page, and nobody is left out. Pages and pictures go to `screenshots/report/`, to be looked at.
 */

const { values: flags } = parseArgs({
  options: { browser: { type: 'string', default: '/usr/bin/chromium' } },
});
const terminal = createTerminal();
const FOLDER = join('screenshots', 'report');
let failed = 0;

/** Texts that would be elements, attributes, style or addresses if they were not escaped. */
const HOSTILE = `"><img src="http://127.0.0.1:9/x" onerror="alert(1)"><script>alert(2)</script></style><b id=here>{a|b}`;

const pages: Readonly<Record<string, () => Promise<string>>> = {
  sentiment: async () => (await reportPage('sentiment', sentimentSource())).page,
  insights: async () => (await reportPage('insights', insightsSource())).page,
  session: async () => (await reportPage('session', sessionSource())).page,
  csat: async () => (await reportPage('csat', csatSource())).page,
  hostile: () => Promise.resolve(renderReport(modelOf(HOSTILE))),
};

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const SCREEN = { viewport: { width: 1180, height: 900 } };
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { ...SCREEN, colorScheme: 'light' },
  dark: { ...SCREEN, colorScheme: 'dark' },
  phone: { ...PHONE, colorScheme: 'light' },
  'phone-dark': { ...PHONE, colorScheme: 'dark' },
};

async function lookAt(browser: Browser, report: string, look: string, url: string): Promise<void> {
  const context = await browser.newContext(LOOKS[look]);
  const page = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => said.push('a dialog')));
  const name = `${report}, ${look}`;
  await page.goto(url);
  await page.screenshot({ path: join(FOLDER, `${report}-${look}.png`), fullPage: true });
  expectNone(name, 'has no element that a text has made', await foreignElements(page));
  if (look === 'light') await print(page, report);
  await openEveryDetail(page);
  expectNone(name, 'needs no sideways scrolling', await widerThanPage(page));
  expectNone(name, 'draws every chart, and nothing beyond it', await badDrawings(page));
  const others = asked.filter((address) => address !== url && address !== 'data:,');
  expectNone(name, 'asks for nothing but itself', others);
  expectNone(name, 'says nothing on the console', said);
  await context.close();
  await lookForBarriers(browser, name, LOOKS[look], url);
}

/** The page's own policy lets no script in, not even the one that looks for barriers. */
async function lookForBarriers(
  browser: Browser,
  name: string,
  look: BrowserContextOptions | undefined,
  url: string,
): Promise<void> {
  const context = await browser.newContext({ ...look, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url);
  await openEveryDetail(page);
  expectNone(name, 'leaves nobody out (axe)', await accessibilityViolations(page));
  await context.close();
}

const PAPER = { width: 680, height: 960 };

async function print(page: Page, report: string): Promise<void> {
  await page.pdf({ path: join(FOLDER, `${report}.pdf`), format: 'A4', printBackground: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  const name = `${report}, paper`;
  expectNone(name, 'shows every table', await hiddenTables(page));
  expectNone(name, 'fits the width', await widerThanPage(page));
  expectNone(name, 'draws every chart, and nothing beyond it', await badDrawings(page));
  await page.screenshot({ path: join(FOLDER, `${report}-paper.png`), fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(SCREEN.viewport);
}

function expectNone(name: string, what: string, found: readonly string[]): void {
  if (found.length > 0) failed += 1;
  terminal.print(`${found.length === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(22)} ${what}`);
  for (const one of found.slice(0, 5)) terminal.print(`        ${one}`);
}

await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: flags.browser,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  for (const [report, make] of Object.entries(pages)) {
    const file = resolve(FOLDER, `${report}.html`);
    await writeFile(file, await make());
    for (const look of Object.keys(LOOKS)) await lookAt(browser, report, look, pathToFileURL(file).href);
  }
} finally {
  await browser.close();
}
terminal.print(
  failed === 0 ? `all is well; pictures are in ${FOLDER}/` : `${failed} expectations are not met`,
);
process.exitCode = failed === 0 ? 0 : 1;
