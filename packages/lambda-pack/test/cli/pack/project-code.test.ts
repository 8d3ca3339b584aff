import { existsSync } from "node:fs";
import { join } from "node:path";
import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { JsonOutput, Report } from "../../../src/report/report.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

async function ranBy(argv: readonly string[], cwd: string) {
  const [pack] = (JSON.parse((await run([...argv, "--json"], cwd)).out) as JsonOutput).packs;
  return (pack as Report).ranProjectCode;
}

const LEAVES_FILE = `import { writeFileSync } from "node:fs"; writeFileSync(new URL("ran", import.meta.url), "1");`;

/** A package whose config file leaves a file where it has run. */
function hostile(smoke: boolean) {
  const cwd = tree({
    alone: {
      ...pkg(
        "alone@1.0.0",
        { main: "index.cjs", lambdaPack: { smoke } },
        { "index.cjs": "exports.handler = async () => 1;" },
      ),
      "lambda-pack.config.mjs": `${LEAVES_FILE} export default { arch: "arm64" };`,
    },
  });
  return join(cwd, "alone");
}

describe("a config file that is code", () => {
  test.each([
    [["--no-config"]],
    [["--no-config", "--dry-run"]],
    [["list", "--no-config"]],
    [["check", "--no-config"]],
    [["why", ".", "alone", "--no-config"]],
  ])("is not run under %j", async (argv) => {
    const cwd = hostile(false);
    await run(argv, cwd);
    expect(existsSync(join(cwd, "ran"))).toBe(false);
  });

  test("nor is it read: the report has its settings only without --no-config, and says what was run", async () => {
    const cwd = hostile(false);
    expect(await ranBy(["--no-config"], cwd)).toBeUndefined();
    expect(existsSync(join(cwd, "ran"))).toBe(false);
    expect(await ranBy(["--dry-run"], cwd)).toEqual(["lambda-pack.config.mjs"]);
    expect(existsSync(join(cwd, "ran"))).toBe(true);
  });

  test("cannot be kept from itself, and a package may do without", async () => {
    const files = { "index.js": "" };
    const odd = tree({ ...pkg("alone@1.0.0", {}, files), "lambda-pack.config.json": { config: false } });
    expect((await run([], odd)).err).toContain("config cannot be set in the config file itself");
    const without = tree({
      ...pkg("alone@1.0.0", { lambdaPack: { config: false } }, files),
      "lambda-pack.config.mjs": "throw new Error('ran');",
    });
    expect((await run([], without)).code).toBe(0);
  });
});

test("the first line of a verbose run that runs code of the project says so", async () => {
  const cwd = hostile(false);
  const said = "Runs code of the project: lambda-pack.config.mjs. --no-config and --no-smoke prevent that.\n";
  expect((await run(["--verbose", "--dry-run"], cwd)).err.startsWith(said)).toBe(true);
  expect((await run(["--verbose", "--dry-run", "--no-config"], cwd)).err).not.toContain("Runs code");
  expect((await run(["--dry-run"], cwd)).err).not.toContain("Runs code");
});

test.each(["list", "check", "report", "invoke"])("%s --verbose says so as well", async (command) => {
  const cwd = hostile(false);
  const said = "Runs code of the project: lambda-pack.config.mjs. --no-config and --no-smoke prevent that.\n";
  expect((await run([command, ".", "--verbose"], cwd)).err.startsWith(said)).toBe(true);
  expect((await run([command, ".", "--verbose", "--no-config"], cwd)).err).not.toContain("Runs code");
  expect((await run([command, "."], cwd)).err).not.toContain("Runs code");
});

test("a handler is run by smoke, and not under --no-smoke or in a dry run", async () => {
  const cwd = hostile(true);
  expect(await ranBy(["--no-config"], cwd)).toEqual(["smoke"]);
  expect(await ranBy(["--no-config", "--no-smoke"], cwd)).toBeUndefined();
  expect(await ranBy(["--no-config", "--dry-run"], cwd)).toBeUndefined();
  expect((await run(["--no-smoke", "--smoke"], cwd)).code).toBe(2);
});
