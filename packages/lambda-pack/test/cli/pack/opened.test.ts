import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject } from "@lambda-pack/model";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

vi.setConfig({ testTimeout: 60_000 });

const manifest = { name: "@botland/mailer", version: "2.0.0", dependencies: { stamps: "*" } };

/** The handler reads files of `stamps` whose names the event has, so that no code shows them. */
const files: Tree = {
  "packages/mailer/package.json": manifest,
  "packages/mailer/index.js": `
    const { join } = require("node:path");
    exports.handler = async ({ read = [] }) => { require("stamps"); for (const file of read) require("node:fs").readFileSync(join(__dirname, file)); };
  `,
  "node_modules/stamps/package.json": { name: "stamps", version: "1.0.0" },
  "node_modules/stamps/index.js": "",
  "node_modules/stamps/LICENSE": "",
  "node_modules/stamps/README.md": "Stamps",
  "node_modules/stamps/1.md": "1",
  "node_modules/stamps/2.md": "2",
  "node_modules/stamps/3.d.ts": "",
  "node_modules/stamps/a.txt": "a",
  "node_modules/stamps/b [x].txt": "b",
  "node_modules/stamps/c.txt": "c",
  "node_modules/stamps/d.txt": "d",
  "node_modules/stamps/unused.js": "",
};

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

async function record(cwd: string, read: readonly string[], file = "opened.json") {
  const event = JSON.stringify({ read: read.map((name) => `node_modules/stamps/${name}`) });
  const { code, err } = await run(cwd, "invoke", "mailer", "--trim=off", "--record", file, "--event", event, "--quiet");
  expect([code, err]).toEqual([0, expect.not.stringContaining("lambda-pack:")]);
}

/** Adds what a hint quotes to the `lambdaPack` field, word by word. */
async function follow(cwd: string, hint: string) {
  const [, setting] = /set ("trim": \{ .* \}) in the lambdaPack field\./u.exec(hint) ?? [];
  expect(setting).toBeDefined();
  const lambdaPack: unknown = JSON.parse(`{ ${setting} }`);
  await writeFile(join(cwd, "packages/mailer/package.json"), JSON.stringify({ ...manifest, lambdaPack }));
}

const pack = ["mailer", "--no-stage", "--opened", "opened.json"] as const;
const zip = ".lambda-pack/@botland/mailer.zip";

test.each([
  ["one file", "reachable", ["a.txt"]],
  ["a name with brackets", "reachable", ["b [x].txt"]],
  ["many files", "reachable", ["a.txt", "b [x].txt", "c.txt", "d.txt"]],
  ["a class of files", "reachable", ["README.md"]],
  ["a class of files, by classes alone", "files", ["README.md"]],
  ["many of a class, by classes alone", "files", ["README.md", "1.md", "2.md", "3.d.ts"]],
])("%s that would be left out fail the pack, and its hint keeps them", async (_what, mode, read) => {
  const cwd = await botland(files);
  await record(cwd, read);
  const failed = await run(cwd, ...pack, `--trim=${mode}`);
  expect(failed).toMatchObject({ code: 1, out: "" });
  expect(failed.err).toMatch(
    /^lambda-pack: \d files? of @botland\/mailer that opened\.json records as opened would be left out: node_modules\/stamps\//u,
  );
  expect(existsSync(join(cwd, zip))).toBe(false);
  await follow(cwd, failed.err);
  const packed = await run(cwd, ...pack, `--trim=${mode}`);
  expect(packed).toMatchObject({ code: 0, err: "" });
  expect(packed.out).toMatch(/\d files recorded as opened in 1 record, none of them left out/u);
  // The zip that was packed so answers the event.
  const event = JSON.stringify({ read: read.map((name) => `node_modules/stamps/${name}`) });
  expect(await run(cwd, "invoke", zip, "--event", event)).toMatchObject({ code: 0 });
});

test("a hint keeps what is set already", async () => {
  const trim = { mode: "reachable", include: ["stamps/a.txt"] };
  const cwd = await botland({ ...files, "packages/mailer/package.json": { ...manifest, lambdaPack: { trim } } });
  await record(cwd, ["a.txt", "c.txt"]);
  const failed = await run(cwd, ...pack);
  expect(failed.err).toContain("1 file of @botland/mailer");
  await follow(cwd, failed.err);
  expect(await run(cwd, ...pack)).toMatchObject({ code: 0 });
});

test("a record in the package's own directory, and one of the trimmed bundle", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"], "packages/mailer/opened.json");
  await record(cwd, ["c.txt"], "packages/mailer/opened.json");
  const failed = await run(cwd, "mailer", "--trim=reachable", "--opened", "packages/mailer/opened.json");
  expect(failed.err).toContain("2 files of @botland/mailer that packages/mailer/opened.json records");
  await follow(cwd, failed.err);
  expect(await run(cwd, "mailer", "--opened", "packages/mailer/opened.json", "--quiet")).toMatchObject({ code: 0 });
  expect(await run(cwd, "invoke", "mailer", "--record", "trimmed.json", "--quiet")).toMatchObject({ code: 0 });
  expect(await run(cwd, "mailer", "--opened", "trimmed.json", "--quiet")).toMatchObject({ code: 0 });
});

test("a dry run fails as a pack does, and JSON has all that is missing", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"]);
  const { code, out } = await run(cwd, ...pack, "--trim=reachable", "--dry-run", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out).packs[0].error).toMatchObject({
    code: "OPENED_LEFT_OUT",
    details: { missing: ["node_modules/stamps/a.txt"] },
  });
  const whole = await run(cwd, ...pack, "--trim=files", "--dry-run", "--json");
  expect(JSON.parse(whole.out).packs[0].trim).toMatchObject({ opened: { records: 1, files: 5 } });
});

test("several records are compared at once", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"]);
  await record(cwd, ["c.txt"], "more.json");
  const { err } = await run(cwd, ...pack, "--opened", "more.json", "--trim=reachable");
  expect(err).toContain(
    "2 files of @botland/mailer that opened.json and more.json record as opened would be left out: node_modules/stamps/a.txt and node_modules/stamps/c.txt.",
  );
});

test("of several packages, each takes the records of its own bundle", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"]);
  const both = ["database", "mailer", "--no-stage", "--trim=reachable", "--opened", "opened.json"];
  const { code, err, out } = await run(cwd, ...both);
  expect(code).toBe(1);
  expect(err).toContain("1 file of @botland/mailer");
  expect(out).toContain("Packed @botland/database");
  await follow(cwd, err);
  expect(await run(cwd, ...both)).toMatchObject({ code: 0, err: "" });
});

test("a record that is of none of several packages fails before any of them is packed", async () => {
  const cwd = await botland(files);
  await record(cwd, []);
  const { code, err } = await run(cwd, "database", "shared", "--trim=reachable", "--opened", "opened.json");
  expect(code).toBe(1);
  expect(err).toContain("opened.json is a record of the bundle of @botland/mailer, which is not packed.");
  expect(err).toContain("Name a record of @botland/database or @botland/shared.");
  expect(existsSync(join(cwd, ".lambda-pack"))).toBe(false);
});

test("a record of another bundle, of other sources, and none at all", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"]);
  const other = await run(cwd, "database", "--trim", "--opened", "opened.json");
  expect(other.err).toContain("is a record of the bundle of @botland/mailer, not of @botland/database.");
  await writeFile(join(cwd, "node_modules/stamps/index.js"), "exports.changed = true;");
  const changed = await run(cwd, ...pack, "--trim=reachable");
  expect(changed.err).toContain("is a record of an earlier or later state of @botland/mailer");
  const none = await run(cwd, "mailer", "--trim", "--opened", "none.json");
  expect(none.err).toContain("none.json cannot be used as a record: there is no such file.");
  await writeFile(join(cwd, "none.json"), "{}");
  const empty = await run(cwd, "mailer", "--trim", "--opened", "none.json");
  expect(empty.err).toContain("none.json cannot be used as a record: it is not a file of --record.");
  for (const { code } of [other, changed, none, empty]) expect(code).toBe(1);
});

test("without trim, nothing can be left out, and a record has no effect", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"]);
  const { code, err } = await run(cwd, ...pack);
  expect(code).toBe(0);
  expect(err).toContain("The setting opened has no effect for @botland/mailer@2.0.0: trim is off. (void-setting)");
});

test("as a setting, it is a path from the package's directory", async () => {
  const cwd = await botland(files);
  await record(cwd, ["a.txt"]);
  const path = join(cwd, "packages/mailer/package.json");
  const written: unknown = JSON.parse(await readFile(path, "utf8"));
  const lambdaPack = { trim: "reachable", opened: ["../../opened.json"] };
  await writeFile(path, JSON.stringify({ ...(isJsonObject(written) ? written : {}), lambdaPack }));
  const { code, err } = await run(cwd, "mailer");
  expect(code).toBe(1);
  expect(err).toContain("1 file of @botland/mailer that opened.json records as opened");
});
