import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { readdirSync, readFileSync } from "node:fs";
import { installedFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { beforeAll, describe, expect, test } from "vitest";
import { renderRow } from "./render-compatibility.ts";
import { bazaar, stalls } from "./stall.ts";
import { tryStall } from "./try-stall.ts";
import { addTwins } from "./trimmed/add-twins.ts";
import { asModule } from "./trimmed/as-module.ts";
import { trimModes } from "./trimmed/try-trimmed.ts";

/** An addon for many platforms, files that are read, a package that cannot be required, and a worker thread. */
const tried = stalls.filter(({ package: name }) => ["bcrypt", "got", "pdfkit", "pino"].includes(name));

/** The first time, packages and Node.js itself are fetched. */
const timeout = 240_000;
let root = "";
let page = "";

beforeAll(async () => {
  root = await installedFixture({ fixture: bazaar, change: leaveTried });
  page = await readFile(path.join(repository, "docs", "compatibility.md"), "utf8");
}, timeout);

async function leaveTried(directory: string): Promise<void> {
  const packages = path.join(directory, "packages");
  for (const name of readdirSync(packages)) {
    if (!tried.some((stall) => stall.name === name)) await rm(path.join(packages, name), { recursive: true });
  }
  await addTwins(directory);
}

describe.each(tried)("$package", (stall) => {
  test("the row of docs/compatibility.md is what it gives", { timeout }, async () => {
    const trial = await tryStall(stall, root);
    expect(trial.underInvoke).toEqual(trial.inPlace);
    expect(trial.underInvoke).toHaveProperty("answer");
    for (const { inPlace, trimmed, lost, lacking } of trial.trims) {
      expect(inPlace).toHaveProperty("answer");
      for (const mode of trimModes) expect(trimmed[mode].outcome).toEqual(inPlace);
      expect(lost).toEqual([]);
      expect(lacking.filter(({ difference }) => difference === undefined)).toEqual([]);
    }
    expect(page.split("\n")).toContain(renderRow(trial));
  });
});

test("docs/compatibility.md has a row for each stall of the bazaar, and none that fails", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const names = rows.map((row) => /^\| `(?<name>[^`]+)`/u.exec(row)?.groups?.["name"]);
  expect(names).toEqual(stalls.map((stall) => stall.package));
  expect(rows.filter((row) => !/\| answers \| same \| \d+ %, same \| \d+ %, same \|/u.test(row))).toEqual([]);
});

test("docs/compatibility.md says that trimming keeps half of the bytes at most, and loses no file that is opened", () => {
  const [, share = "100"] = /`--trim=reachable` keeps (\d+) % of the bytes/u.exec(page) ?? [];
  expect(Number(share)).toBeLessThanOrEqual(50);
  expect(page).toContain("and that `--trim=reachable` leaves out: 0.");
  expect(page).not.toContain("**other**");
});

test.each(stalls.filter(({ isModule }) => !isModule).map(({ name }) => name))(
  "%s has a twin that requires nothing",
  (name) => {
    const module = asModule(readFileSync(path.join(bazaar, "packages", name, "main.js"), "utf8"));
    expect(module).not.toMatch(/\brequire\(|__dirname|\bexports\./u);
    expect(module).toContain("export const handler = ");
  },
);
