import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { readdirSync } from "node:fs";
import { installedFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { beforeAll, describe, expect, test } from "vitest";
import { renderRow } from "./render-compatibility.ts";
import { bazaar, stalls } from "./stall.ts";
import { tryStall } from "./try-stall.ts";

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
}

describe.each(tried)("$package", (stall) => {
  test("the row of docs/compatibility.md is what it gives", { timeout }, async () => {
    const trial = await tryStall(stall, root);
    expect(trial.underInvoke).toEqual(trial.inPlace);
    expect(trial.underInvoke).toHaveProperty("answer");
    expect(page.split("\n")).toContain(renderRow(trial));
  });
});

test("docs/compatibility.md has a row for each stall of the bazaar, and none that fails", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const names = rows.map((row) => /^\| `(?<name>[^`]+)`/u.exec(row)?.groups?.["name"]);
  expect(names).toEqual(stalls.map((stall) => stall.package));
  expect(rows.filter((row) => !row.includes("| answers | same |"))).toEqual([]);
});
