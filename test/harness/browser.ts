import { findBrowser, noBrowser } from "@lambda-pack/test-support/processes/open-browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";

/** Whether there is a browser on this machine. On CI, which installs one, there must be. */
export const hasBrowser = findBrowser() !== undefined;
if (!hasBrowser) {
  if (process.env["CI"] !== undefined) throw new Error(noBrowser);
  process.stderr.write(`What needs a browser is not tested. ${noBrowser}\n`);
}

export interface WatchedPage {
  readonly page: Page;
  /** What a page that is all right never does: messages and errors of its console, dialogs, requests for anything else. */
  readonly faults: readonly string[];
}

/** Shows a file in a page of its own, which is closed after the test. */
export async function showFile(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  onTestFinished(() => context.close());
  // Shorter than a test may take, so that what is waited for in vain is told.
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = `file://${file}`;
  await context.route(
    (url) => url.href !== address && url.href.split("#")[0] !== address,
    async (route) => {
      faults.push(`request: ${route.request().url()}`);
      await route.abort();
    },
  );
  await page.goto(address);
  return { page, faults };
}
