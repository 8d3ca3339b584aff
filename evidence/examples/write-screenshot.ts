import { stat } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
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
await inTemporaryDirectory(async (directory) => {
  const run = async (argv: readonly string[]): Promise<void> => runCommand(argv, directory);
  await run(["database", "--cwd", botland, "--no-stage", "--out", path.join(directory, "database.zip")]);
  await run(["report", "database.zip", "--html", "database.html"]);
  await takeScreenshot(path.join(directory, "database.html"));
});

async function runCommand(argv: readonly string[], cwd: string): Promise<void> {
  const bin = path.join(repository, "packages", "lambda-pack", "dist", "bin.js");
  await execa(process.execPath, [bin, ...argv], { cwd, extendEnv: false, env: plainEnvironment() });
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
