import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PageFacts } from "@lambda-pack/report-page";
import { expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

vi.setConfig({ testTimeout: 60_000 });

/** The handler loads one of two files of `stamps`, and reads what the event names, which no code shows. */
async function monorepo(): Promise<string> {
  return botland({
    "packages/mailer/package.json": {
      name: "@botland/mailer",
      version: "2.0.0",
      dependencies: { stamps: "*", idle: "*" },
    },
    "packages/mailer/index.js":
      "exports.handler = async ({ read }) => { require('stamps'); if (read) require('node:fs').readFileSync(`${__dirname}/${read}`); if (read === 'never') require('idle'); };\n",
    "node_modules/stamps/package.json": { name: "stamps", version: "1.0.0" },
    "node_modules/stamps/index.js": "",
    "node_modules/stamps/a.txt": "aaaa",
    "node_modules/stamps/unused.js": "'unused';",
    "node_modules/idle/package.json": { name: "idle", version: "1.0.0" },
    "node_modules/idle/index.js": "'idle';",
  });
}

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

async function record(cwd: string, event: object, file = "opened.json"): Promise<void> {
  const argv = ["invoke", "mailer", "--trim=off", "--record", file, "--event", JSON.stringify(event), "--quiet"];
  expect((await run(cwd, ...argv)).code).toBe(0);
}

async function factsOf(cwd: string, ...options: readonly string[]): Promise<PageFacts> {
  const { out, err } = await run(cwd, "report", "mailer", "--json", ...options);
  expect(err).toBe("");
  return JSON.parse(out);
}

test("a record shows how much of each package was opened, and of which most was not", async () => {
  const cwd = await monorepo();
  await record(cwd, {});
  const { packages, opened, sizes } = await factsOf(cwd, "--opened", "opened.json");
  const of = (id: string) => packages.find((one) => one.id === id);
  expect(of("stamps@1.0.0")).toMatchObject({ files: 4, openedFiles: 2 });
  expect(of("idle@1.0.0")).toMatchObject({ openedFiles: 0, openedBytes: 0 });
  expect(opened).toEqual({
    files: packages.reduce((sum, { openedFiles = 0 }) => sum + openedFiles, 0),
    bytes: packages.reduce((sum, { openedBytes = 0 }) => sum + openedBytes, 0),
    leftOut: [],
  });
  expect(opened?.bytes).toBeLessThan(sizes.bytes);
  const { out } = await run(cwd, "report", "mailer", "--opened", "opened.json");
  expect(out).toMatch(/^ {2}Opened {6}4 of 8 files, \d+ B of \d+ B$/mu);
  expect(out).toMatch(
    /^ {2}Not opened {2}\d+ B {2}idle@1\.0\.0, nothing opened\n {14} *\d+ B {2}stamps@1\.0\.0, 2 of 4 files opened$/mu,
  );
});

test("several records are one, also of the zip that was packed", async () => {
  const cwd = await monorepo();
  await record(cwd, {}, "first.json");
  await record(cwd, { read: "node_modules/stamps/a.txt" }, "second.json");
  const both = ["--opened", "first.json", "--opened", "second.json"];
  const { opened } = await factsOf(cwd, ...both);
  expect(opened?.files).toBe(5);
  expect((await run(cwd, "mailer", "--no-stage", "--out", "mailer.zip")).code).toBe(0);
  const { out } = await run(cwd, "report", "mailer.zip", "--json", ...both);
  expect(JSON.parse(out)).toMatchObject({ opened });
});

test("what was opened and a trim leaves out is named, in the text and on the page", async () => {
  const cwd = await monorepo();
  await record(cwd, { read: "node_modules/stamps/a.txt" });
  const options = ["--trim=reachable", "--opened", "opened.json"];
  const { opened } = await factsOf(cwd, ...options);
  expect(opened?.leftOut).toEqual(["node_modules/stamps/a.txt"]);
  const { out } = await run(cwd, "report", "mailer", ...options);
  expect(out).toContain("left out by trim, though opened: node_modules/stamps/a.txt\n");
  expect((await run(cwd, "report", "mailer", ...options, "--html", "page.html")).code).toBe(0);
  const page = await readFile(join(cwd, "page.html"), "utf8");
  expect(page).toContain("Left out by the trim, though opened: <code>node_modules/stamps/a.txt</code>");
});

test("without a record, nothing is said of what was opened", async () => {
  const cwd = await monorepo();
  const facts = await factsOf(cwd);
  expect(facts.opened).toBeUndefined();
  expect(facts.packages[0]).not.toHaveProperty("openedBytes");
  expect((await run(cwd, "report", "mailer")).out).not.toContain("pened");
});

test.each([
  ["that is not there", async () => undefined, "there is no such file"],
  [
    "that is no record",
    async (cwd: string) => writeFile(join(cwd, "opened.json"), "{}"),
    "it is not a file of --record",
  ],
  [
    "of an earlier state",
    async (cwd: string) => {
      await record(cwd, {});
      await writeFile(join(cwd, "node_modules/stamps/index.js"), "'changed';");
    },
    "is a record of an earlier or later state of @botland/mailer",
  ],
])("a record %s is an error, and no page is written", async (_, prepare, message) => {
  const cwd = await monorepo();
  await prepare(cwd);
  const { code, err } = await run(cwd, "report", "mailer", "--opened", "opened.json", "--html", "page.html");
  expect(code).toBe(1);
  expect(err).toContain(message);
  await expect(readFile(join(cwd, "page.html"))).rejects.toMatchObject({ code: "ENOENT" });
});
