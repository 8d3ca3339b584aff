import { join } from "node:path";
import { writeFile } from "node:fs/promises";
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

const clean = [
  "Checked @botland/database 1.0.0 for nodejs22.x on x64: no findings",
  "",
  "  Packages    2",
  "  Files       4",
  "  Unzipped    307 B, 0.0 % of the 250.0 MiB allowed",
  "  Handler     index.handler",
  "",
].join("\n");

test("a package in which nothing is wrong", async () => {
  const cwd = await botland();
  expect(await run(["check", "database", "--handler", "index.handler"], { cwd })).toEqual({
    code: 0,
    out: clean,
    err: "",
  });
});

test("the handler may be one of the package's settings", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": {
      name: "@botland/mailer",
      version: "2.0.0",
      lambdaPack: { handler: "index.send", runtime: "nodejs24.x" },
    },
  });
  const { code, out } = await run(["check", "mailer"], { cwd });
  expect(code).toBe(1);
  expect(out).toContain("Checked @botland/mailer 2.0.0 for nodejs24.x on x64: 1 error\n");
  expect(out).toContain("(handler-not-exported)");
});

test("a zip has the same findings as the package that it was packed from, and its own size", async () => {
  const cwd = await botland();
  await run(["database", "--no-stage", "--out", "database.zip", "--quiet"], { cwd });
  const { code, out } = await run(["check", "database.zip", "--handler", "index.handler"], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Checked database\.zip, @botland\/database@1\.0\.0 for nodejs22\.x on x64: no findings\n[^]*Zipped {6}\d+ B, 0\.0 % of the 50\.0 MiB allowed\n/u,
  );
});

test("an import that nothing resolves is reported with its line, its package.json and its page, and exits with 1", async () => {
  const cwd = await botland({ "packages/database/index.js": "\nexports.handler = require('right-pad');\n" });
  const { code, out, err } = await run(["check", "database", "--handler", "index.handler"], { cwd });
  expect([code, err]).toEqual([1, ""]);
  expect(out).toContain("1 error");
  expect(out).toMatch(
    /\n@botland\/database@1\.0\.0\n {2}error {4}index\.js:2 of [^\n]*right-pad[^\n]*\(unresolved-import\)\n/u,
  );
  expect(out).toContain("docs/problems/<the word in brackets>.md");
});

test("the problems of a pack are part of the list, and warnings fail under --strict", async () => {
  const cwd = await botland({
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      dependencies: { "left-pad": "^2.0.0" },
    },
  });
  const words = ["check", "database", "--handler", "index.handler"];
  const loose = await run(words, { cwd });
  expect([loose.code, loose.err]).toEqual([0, ""]);
  expect(loose.out).toContain("(range-mismatch)");
  expect((await run([...words, "--strict"], { cwd })).code).toBe(1);
});

test("a bundle over its limit is checked as any other, with the share that it uses", async () => {
  const cwd = await botland();
  const words = ["check", "database", "--handler", "index.handler", "--max-size", "200"];
  const { code, out } = await run(words, { cwd });
  expect(code).toBe(1);
  expect(out).toContain("Unzipped    307 B, 153.5 % of the 200 B allowed");
  expect(out).toContain("(over-limit)");
});

test("as JSON it is one object, notes included", async () => {
  const cwd = await botland({ "packages/database/index.js": "exports.handler = require('right-pad');\n" });
  const { code, out } = await run(["check", "database", "--json", "--runtime", "nodejs20.x"], { cwd });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: 2,
    bundle: {
      origin: "workspace",
      label: "@botland/database",
      target: "@botland/database@1.0.0",
      packages: 2,
      files: 4,
    },
    platform: { runtime: "nodejs20.x", arch: "x64" },
    limits: [{ name: "unzipped", limit: 262_144_000 }],
    counts: { errors: 1, warnings: 0, notes: 1 },
    findings: [
      { kind: "unresolved-import", severity: "error", package: "@botland/database@1.0.0", path: "index.js", line: 1 },
      { kind: "deprecated-runtime", severity: "note", runtime: "nodejs20.x" },
    ],
  });
});

test("with --quiet there is only the exit code", async () => {
  const cwd = await botland({ "packages/database/index.js": "require('right-pad');\n" });
  expect(await run(["check", "database", "--quiet"], { cwd })).toEqual({ code: 1, out: "", err: "" });
});

test("what was left out on purpose is not missed", async () => {
  const cwd = await botland();
  const words = ["check", "database", "--handler", "index.handler", "--exclude-package", "left-pad"];
  const { code, out } = await run(words, { cwd });
  expect([code, out.includes("unresolved-import")]).toEqual([0, false]);
});

test("a missing dependency and a file that is no zip end in one line, as in a pack", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", dependencies: { postage: "1" } },
  });
  await writeFile(join(cwd, "notes.zip"), "not a zip");
  const missing = await run(["check", "mailer"], { cwd });
  expect([missing.code, missing.out]).toEqual([1, ""]);
  expect(missing.err).toMatch(/^lambda-pack: [^\n]*postage[^\n]*\n$/u);
  const damaged = await run(["check", "notes.zip"], { cwd });
  expect([damaged.code, damaged.out]).toEqual([1, ""]);
  expect(damaged.err).toMatch(/^lambda-pack: [^\n]*notes\.zip[^\n]*\n$/u);
});

test("on a terminal the progress is shown, and leaves nothing behind", async () => {
  const cwd = await botland();
  const { err } = await run(["check", "database"], { cwd, columns: 80 });
  expect(err).toContain("database: Checking imports");
  expect(err.endsWith("\r\u001B[2K")).toBe(true);
});

test("an interrupted check says so", async () => {
  const cwd = await botland();
  const { code, err } = await run(["check", "database"], { cwd, signal: AbortSignal.abort("SIGINT") });
  expect(code).toBe(130);
  expect(err).toMatch(/^lambda-pack: .*interrupted/u);
});
