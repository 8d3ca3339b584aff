import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { link } from "@lambda-pack/test-support/disk/tree";
import { expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

vi.setConfig({ testTimeout: 60_000 });

const files = {
  "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", dependencies: { stamps: "*" } },
  "packages/mailer/index.js": `
    const fs = require("node:fs");
    exports.handler = async ({ read = [] }) => { require("stamps"); for (const file of read) fs.readFileSync(__dirname + "/" + file); };
  `,
  "packages/mailer/a.txt": "a",
  "packages/mailer/b.txt": "b",
  "node_modules/stamps/package.json": { name: "stamps", version: "1.0.0" },
  "node_modules/stamps/index.js": "",
  "node_modules/stamps/unused.js": "",
};

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const readRecord = async (cwd: string) => JSON.parse(await readFile(join(cwd, "opened.json"), "utf8"));

const modules = [
  { path: "index.js", kinds: ["module"] },
  { path: "node_modules/stamps/index.js", kinds: ["module"] },
  { path: "node_modules/stamps/package.json", kinds: ["manifest"] },
  // As a module's, by Node.js; as data, by the client of the Runtime API.
  { path: "package.json", kinds: ["data", "manifest"] },
];

test("--record notes what all events open, and adds it to what is there of the same bundle", async () => {
  const cwd = await botland(files);
  const record = ["mailer", "--record", "opened.json", "--quiet"];
  expect((await run(["invoke", ...record, "--event", '{"read":["a.txt"]}', "--event", "{}"], cwd)).code).toBe(0);
  const first = await readRecord(cwd);
  expect(first).toEqual({
    version: 1,
    bundle: { name: "@botland/mailer", sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
    files: [{ path: "a.txt", kinds: ["data"] }, ...modules],
    listed: [],
    checked: [],
  });
  expect((await run(["invoke", ...record, "--event", '{"read":["b.txt"]}'], cwd)).code).toBe(0);
  expect(await readRecord(cwd)).toEqual({
    ...first,
    files: [{ path: "a.txt", kinds: ["data"] }, { path: "b.txt", kinds: ["data"] }, ...modules],
  });
});

test("a zip and the package that it was packed from are one bundle", async () => {
  const cwd = await botland(files);
  expect((await run(["mailer", "--quiet", "--out", "mailer.zip"], cwd)).code).toBe(0);
  await run(["invoke", "mailer", "--record", "opened.json", "--quiet"], cwd);
  const planned = await readRecord(cwd);
  expect(await run(["invoke", "mailer.zip", "--record", "opened.json", "--quiet"], cwd)).toMatchObject({
    code: 0,
  });
  expect(await readRecord(cwd)).toEqual(planned);
});

test("a record of another bundle, or of another state of it, is refused before anything is invoked, and stays", async () => {
  const cwd = await botland(files);
  await run(["invoke", "mailer", "--record", "opened.json", "--quiet"], cwd);
  const before = await readRecord(cwd);
  const other = await run(["invoke", "database", "--record", "opened.json"], cwd);
  expect(other).toMatchObject({ code: 1, out: "" });
  expect(other.err).toContain("opened.json is a record of the bundle of @botland/mailer, not of @botland/database.");
  await writeFile(join(cwd, "packages/mailer/a.txt"), "B");
  const changed = await run(["invoke", "mailer", "--record", "opened.json"], cwd);
  expect(changed).toMatchObject({ code: 1, out: "" });
  expect(changed.err).toContain("opened.json is a record of an earlier or later state of @botland/mailer: ");
  expect(await readRecord(cwd)).toEqual(before);
  await rm(join(cwd, "opened.json"));
  expect((await run(["invoke", "mailer", "--record", "opened.json", "--quiet"], cwd)).code).toBe(0);
});

test.each([
  ["{", "it is not JSON: "],
  ["{}", "it is not a file of --record"],
  ['{"version":9,"bundle":{},"files":[]}', "its version is 9, and this lambda-pack reads 1"],
  ['{"version":1,"bundle":{"name":"a","sha256":"no"},"files":[]}', "bundle needs a name and a sha256"],
])("what is no record is refused: %s", async (text, reason) => {
  const cwd = await botland({ ...files, "opened.json": text });
  const { code, err } = await run(["invoke", "mailer", "--record", "opened.json"], cwd);
  expect(code).toBe(1);
  expect(err).toContain(`opened.json cannot be used as a record: ${reason}`);
});

test("a directory, and a link to the record, in its place", async () => {
  const cwd = await botland({ ...files, "folder.json/a": "", "linked.json": link("opened.json") });
  const { code, err } = await run(["invoke", "mailer", "--record", "folder.json"], cwd);
  expect(code).toBe(1);
  expect(err).toContain("folder.json cannot be used as a record: ");
});

test("what a handler has opened that fails is recorded", async () => {
  const cwd = await botland(files);
  const { code } = await run(
    ["invoke", "mailer", "--record", "opened.json", "--event", '{"read":["a.txt", "no"]}'],
    cwd,
  );
  expect(code).toBe(1);
  expect((await readRecord(cwd)).files).toContainEqual({ path: "a.txt", kinds: ["data"] });
});

test.each([
  [["mailer", "database", "--record", "a.json"], "--record is about one bundle; serve each with a file of its own."],
  [
    ["mailer", "--watch", "--record", "a.json"],
    "--record cannot be used with --watch, whose bundles differ from each other.",
  ],
])("serve refuses %j", async (words, message) => {
  const { code, err } = await run(["serve", ...words], await botland(files));
  expect(code).toBe(2);
  expect(err).toContain(message);
});
