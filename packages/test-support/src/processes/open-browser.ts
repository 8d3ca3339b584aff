import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

/** What Debian and others call Chromium and its like. */
export const browserNames = ["chromium", "chromium-browser", "google-chrome"] as const;

/** The browser on the PATH; undefined where there is none. */
export function findBrowser(): string | undefined {
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  return browserNames.flatMap((name) => directories.map((directory) => path.join(directory, name))).find(existsSync);
}

/** Opens a browser without a window. Its own sandbox refuses to work for root. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(noBrowser);
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

export const noBrowser = `None of ${browserNames.join(", ")} is on the PATH: install Debian's package chromium.`;
