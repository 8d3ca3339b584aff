import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { openBrowser } from "@lambda-pack/test-support/processes/open-browser";
import { repository } from "@lambda-pack/test-support/repository";
import { execa } from "execa";

commandLine(
  "npm run screenshot",
  "Writes docs/report-page.png: the page about the `database` of fixtures/botland, as a browser shows it.",
).parseSync();

const botland = path.join(repository, "fixtures", "botland");
const screenshot = path.join(repository, "docs", "report-page.png");
const MAX_BYTES = 160_000;

await installFixture({ fixture: botland });
const directory = await mkdtemp(path.join(os.tmpdir(), "lambda-pack-screenshot-"));
try {
  await runCommand(["database", "--cwd", botland, "--no-stage", "--out", path.join(directory, "database.zip")]);
  await runCommand(["report", "database.zip", "--html", "database.html"]);
  await takeScreenshot(path.join(directory, "database.html"));
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function runCommand(argv: readonly string[]): Promise<void> {
  const bin = path.join(repository, "packages", "lambda-pack", "dist", "bin.js");
  await execa(process.execPath, [bin, ...argv], { cwd: directory, extendEnv: false, env: plainEnvironment() });
}

async function takeScreenshot(page: string): Promise<void> {
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: "light" });
    await tab.goto(`file://${page}`);
    await tab.locator(".box").first().waitFor();
    await tab.screenshot({ path: screenshot });
  } finally {
    await browser.close();
  }
  const { size } = await stat(screenshot);
  if (size > MAX_BYTES) throw new Error(`${screenshot} has ${size} bytes, more than ${MAX_BYTES}.`);
}
