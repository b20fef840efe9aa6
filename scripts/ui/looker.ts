import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TemporalClient } from '../../src/wiring/connect-temporal.js';
import type { Terminal } from '../../src/wiring/terminal.js';
import { readRawHistory } from '../raw-history.js';

type Parts = {
  readonly page: Page;
  /** Where the UI lists the runs of the namespace. */
  readonly runsUrl: string;
  readonly temporal: TemporalClient;
  readonly terminal: Terminal;
};

type Run = { readonly workflowId: string; readonly runId: string };

export type Looker = ReturnType<typeof createLooker>;

const PICTURES = 'screenshots';

/** Looks at pages of the UI for texts that must be on them, says what it finds, and takes a picture of each. */
export function createLooker({ page, runsUrl, temporal, terminal }: Parts) {
  let failed = 0;

  const expectThat = (name: string, what: string, isTrue: boolean): void => {
    if (!isTrue) failed += 1;
    terminal.print(`${isTrue ? 'ok  ' : 'FAIL'}  ${name.padEnd(26)} ${what}`);
  };

  const expectTexts = async (name: string, url: string, texts: readonly string[]): Promise<void> => {
    await page.goto(url);
    for (const text of texts) expectThat(name, text, await isSeen(page, text));
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };

  return {
    failed: () => failed,
    expectRuns: (name: string, texts: readonly string[]) => expectTexts(name, runsUrl, texts),
    /** `tab` is the last part of the address: history, user-metadata, search-attributes. */
    expectRun: (name: string, { workflowId, runId }: Run, tab: string, texts: readonly string[]) =>
      expectTexts(name, `${runsUrl}/${encodeURIComponent(workflowId)}/${runId}/${tab}`, texts),
    /** What somebody reads who has the server's database and no key. */
    async expectPrivate(name: string, run: Run, { shows, hides }: { shows: string; hides: string }) {
      const raw = await readRawHistory(temporal, run);
      expectThat(name, 'is there', raw.includes(shows));
      expectThat(name, 'is encrypted', raw.includes('binary/encrypted'));
      expectThat(name, 'does not show the input', !raw.includes(hides));
    },
  };
}

/** The UI renders Markdown in frames of its own, which come when they are loaded. */
async function isSeen(page: Page, text: string): Promise<boolean> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await page.waitForTimeout(200)) {
    for (const frame of page.frames()) {
      // A frame that is replaced while it is asked shows nothing.
      const count = await frame
        .getByText(text)
        .count()
        .catch(() => 0);
      if (count > 0) return true;
    }
  }
  return false;
}
