import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PageData, PageFacts, PageFolder } from "@lambda-pack/report-page";
import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";
import type { FakeIoOptions } from "../fake-io.ts";

async function run(argv: readonly string[], options: FakeIoOptions) {
  const io = fakeIo(options);
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** A monorepo in which a name lies twice, in two versions, and a file is missing. */
async function monorepo(): Promise<string> {
  return botland({
    "packages/database/index.js":
      "require('left-pad');\nexports.handler = async () => require('tarn');\nexports.later = () => require('absent');\n",
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      main: "index.js",
      dependencies: { "left-pad": "^1.3.0", tarn: "^3.0.0" },
      lambdaPack: { handler: "index.handler" },
    },
    "node_modules/tarn/package.json": { name: "tarn", version: "3.0.2", dependencies: { "left-pad": "^1.0.0" } },
    "node_modules/tarn/index.js": "module.exports = require('left-pad');\n",
    "node_modules/tarn/node_modules/left-pad/package.json": { name: "left-pad", version: "1.0.0" },
    "node_modules/tarn/node_modules/left-pad/index.js": "module.exports = 1;\n",
  });
}

test("a package is summed up, with its duplicates and what a check finds", async () => {
  const cwd = await monorepo();
  const { code, out, err } = await run(["report", "database"], { cwd });
  expect([code, err]).toEqual([0, ""]);
  await expect(out).toMatchFileSnapshot("snapshots/report.txt");
});

test("with --verbose it lists every finding, and fits the terminal", async () => {
  const cwd = await monorepo();
  const { out } = await run(["report", "database", "--verbose", "--no-color"], { cwd, columns: 60 });
  await expect(out).toMatchFileSnapshot("snapshots/report-verbose-60.txt");
});

test("a zip is summed up with its zipped size, and the JSON has what the page has but the files", async () => {
  const cwd = await monorepo();
  await run(["database", "--no-stage", "--out", "database.zip"], { cwd });
  const { code, out } = await run(["report", "database.zip", "--json"], { cwd });
  const facts: PageFacts = JSON.parse(out);
  expect(code).toBe(0);
  expect(facts).toMatchObject({
    schemaVersion: 2,
    bundle: { origin: "zip", label: "database.zip", root: ".", target: "@botland/database@1.0.0" },
    duplicates: [{ name: "left-pad", packages: ["left-pad@1.0.0", "left-pad@1.3.0"], copies: 2 }],
  });
  expect(facts.limits.map(({ name }) => name)).toEqual(["unzipped", "zipped"]);
  expect(facts).not.toHaveProperty("tree");

  const page = await run(["report", "database.zip", "--html", "out/page.html"], { cwd });
  expect(page).toEqual({ code: 0, out: `Wrote ${join("out", "page.html")}\n`, err: "" });
  const { tree, ...rest } = await pageDataIn(join(cwd, "out", "page.html"));
  expect(rest).toEqual(facts);
  expect(sizesIn(tree)).toBe(facts.sizes.bytes);
  expect(await readdir(join(cwd, "out"))).toEqual(["page.html"]);
});

test("the page of a package is the same bytes each time, and has no path of the machine", async () => {
  const cwd = await monorepo();
  await run(["report", "database", "--html", "first.html"], { cwd });
  await run(["report", "database", "--html", "second.html"], { cwd });
  const first = await readFile(join(cwd, "first.html"), "utf8");
  expect(await readFile(join(cwd, "second.html"), "utf8")).toBe(first);
  expect(first).not.toContain(cwd);
});

test("the tree names the package of every copy, and the path to each has its ranges", async () => {
  const cwd = await monorepo();
  await run(["report", "database", "--html", "page.html"], { cwd });
  const { tree, packages } = await pageDataIn(join(cwd, "page.html"));
  expect(drawCopies(tree, packages)).toEqual([
    ". @botland/database@1.0.0",
    "node_modules/left-pad left-pad@1.3.0",
    "node_modules/tarn tarn@3.0.2",
    "node_modules/tarn/node_modules/left-pad left-pad@1.0.0",
  ]);
  const old = packages.find(({ id }) => id === "left-pad@1.0.0");
  expect(old).toMatchObject({
    requiredBy: ["@botland/database@1.0.0", "tarn@3.0.2", "left-pad@1.0.0"],
    ranges: ["^3.0.0", "^1.0.0"],
    dependents: ["tarn@3.0.2"],
  });
});

test("a page never replaces what is no page", async () => {
  const cwd = await monorepo();
  const { code, err } = await run(["report", "database", "--html", "package.json"], { cwd });
  expect(code).toBe(1);
  expect(err).toContain("exists and is not named .html");
  expect(JSON.parse(await readFile(join(cwd, "package.json"), "utf8"))).toHaveProperty("workspaces");
});

test("a page that cannot be written is reported before anything is read", async () => {
  const cwd = await monorepo();
  const reported = await run(["report", "lighthouse", "--html", "package.json"], { cwd });
  expect(reported.err).toContain("exists and is not named .html");
  expect(await run(["report", "lighthouse", "--html", join("package.json", "page.html")], { cwd })).toMatchObject({
    code: 1,
    err: expect.stringContaining("which is a file"),
  });
});

test("findings say of which package and which line they are, by the names that check has for it", async () => {
  const cwd = await monorepo();
  const { findings }: PageFacts = JSON.parse((await run(["report", "database", "--json"], { cwd })).out);
  const checked = JSON.parse((await run(["check", "database", "--json"], { cwd })).out);
  const unresolved = { kind: "unresolved-import", package: "@botland/database@1.0.0", path: "index.js", line: 3 };
  expect(findings).toContainEqual(expect.objectContaining(unresolved));
  expect(checked.findings).toContainEqual(expect.objectContaining(unresolved));
});

test("--quiet prints nothing", async () => {
  const cwd = await monorepo();
  expect(await run(["report", "database", "--quiet", "--html", "page.html"], { cwd })).toEqual({
    code: 0,
    out: "",
    err: "",
  });
});

async function pageDataIn(file: string): Promise<PageData> {
  const page = await readFile(file, "utf8");
  const json = /<script type="application\/json" id="page-data">(?<json>[^<]*)<\/script>/u.exec(page)?.groups?.["json"];
  return JSON.parse(json ?? "");
}

function sizesIn({ sizes, folders }: PageFolder): number {
  return [...sizes, ...folders.map((folder) => sizesIn(folder))].reduce((sum, size) => sum + size, 0);
}

/** Every directory that has a copy of a package, with the package. */
function drawCopies(folder: PageFolder, packages: PageData["packages"], path = ""): readonly string[] {
  const found = folder.package === undefined ? undefined : packages[folder.package];
  const below = folder.folders.flatMap((child) =>
    drawCopies(child, packages, path === "" ? child.name : `${path}/${child.name}`),
  );
  return found === undefined ? below : [`${path || "."} ${found.id}`, ...below];
}
