import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BundleDifference } from "@lambda-pack/inspect";
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

/** The monorepo with `database` packed as `deployed.zip` at its root. */
async function deployed(): Promise<string> {
  const cwd = await botland();
  const { code, err } = await run(["database", "--no-stage", "--out", "deployed.zip", "--quiet"], { cwd });
  expect([code, err]).toEqual([0, ""]);
  return cwd;
}

/** Something to deploy: another file of the package, and an update of what it needs. */
async function update(cwd: string): Promise<void> {
  await writeFile(join(cwd, "packages/database/index.js"), "exports.handler = async () => 'later';\n");
  await writeFile(
    join(cwd, "node_modules/left-pad/package.json"),
    JSON.stringify({ name: "left-pad", version: "1.3.1", main: "index.js" }, null, 2),
  );
}

test("a package is equal to what was packed from it", async () => {
  const cwd = await deployed();
  expect(await run(["diff", "deployed.zip", "database"], { cwd })).toEqual({
    code: 0,
    out: "deployed.zip and @botland/database have the same files.\n",
    err: "",
  });
});

test("what a pack would change is reported, and exits with 1", async () => {
  const cwd = await deployed();
  await update(cwd);
  expect(await run(["diff", "deployed.zip", "database"], { cwd })).toEqual({
    code: 1,
    err: "",
    out: [
      "deployed.zip and @botland/database differ in 2 packages and 2 files:",
      "  Packages  2",
      "  Files     4",
      "  Unzipped  307 B -> 288 B (-19 B)",
      "",
      "Packages: 2 changed",
      "  ~ @botland/database  1.0.0           -19 B",
      "      different content in the same version",
      "  ~ left-pad           1.3.0 -> 1.3.1    0 B",
      "",
      "Files: 2 changed",
      "  ~ index.js  58 B -> 39 B (-19 B)",
      "  1 more file (shown with --files)",
      "",
    ].join("\n"),
  });
  const all = await run(["diff", "deployed.zip", "database", "--files"], { cwd });
  expect(all.out).toMatch(/\n {2}~ node_modules\/left-pad\/package\.json {2}68 B, different content\n$/u);
});

test("--verbose shows as much as --files", async () => {
  const cwd = await deployed();
  await update(cwd);
  const verbose = await run(["diff", "deployed.zip", "database", "--verbose"], { cwd });
  expect(verbose).toEqual(await run(["diff", "deployed.zip", "database", "--files"], { cwd }));
  expect(verbose.out).not.toContain("more file");
});

test("a link in a bundle is equal to itself, and reported when it goes", async () => {
  // database needs shared, which needs database: in the bundle that is a link back to the root.
  const database = { name: "@botland/database", version: "1.0.0", dependencies: { "@botland/shared": "^1.0.0" } };
  const shared = { name: "@botland/shared", version: "1.0.0" };
  const cwd = await botland({
    "packages/database/package.json": database,
    "packages/shared/package.json": { ...shared, dependencies: { "@botland/database": "^1.0.0" } },
    "node_modules/@botland/here": "",
  });
  for (const name of ["database", "shared"]) {
    await symlink(`../../packages/${name}`, join(cwd, `node_modules/@botland/${name}`));
  }
  await run(["database", "--no-stage", "--out", "deployed.zip", "--quiet"], { cwd });
  expect((await run(["diff", "deployed.zip", "database"], { cwd })).code).toBe(0);

  await writeFile(join(cwd, "packages/shared/package.json"), JSON.stringify(shared, null, 2));
  const { out } = await run(["diff", "deployed.zip", "database"], { cwd });
  expect(out).toMatch(/\n {2}- node_modules\/@botland\/\S*database {2}link to \S+\n/u);
});

test("--json is the whole difference, and --markdown a comment", async () => {
  const cwd = await deployed();
  await update(cwd);
  const { code, out } = await run(["diff", "deployed.zip", "database", "--json"], { cwd });
  const difference: BundleDifference & { readonly schemaVersion: number } = JSON.parse(out);
  expect(code).toBe(1);
  expect(difference).toMatchObject({
    schemaVersion: 2,
    a: { label: "deployed.zip", origin: "zip", target: "@botland/database@1.0.0", sha256: expect.any(String) },
    b: { label: "@botland/database", origin: "workspace", packages: 2, entries: 4, bytes: 288 },
    equal: false,
    packages: [
      { kind: "changed", changes: ["content"] },
      { kind: "changed", changes: ["version"], before: { id: "left-pad@1.3.0" }, after: { id: "left-pad@1.3.1" } },
    ],
    files: [{ path: "index.js" }, { path: "node_modules/left-pad/package.json" }],
    archive: [],
  });
  const markdown = await run(["diff", "deployed.zip", "database", "--markdown"], { cwd });
  expect(markdown.out).toMatch(/^### `deployed\.zip` and `@botland\/database` differ: -19 B unzipped\n/u);
});

test("two packages of the workspace are compared as they would be packed", async () => {
  const cwd = await botland();
  const { code, out } = await run(["diff", "database", "mailer"], { cwd });
  expect(code).toBe(1);
  expect(out).toContain("  ~ @botland/database -> @botland/mailer  1.0.0 -> 2.0.0  ");
  expect(out).toContain("  - left-pad                              1.3.0           ");
});

test("options of a pack decide what is compared", async () => {
  const cwd = await deployed();
  const { code, out } = await run(["diff", "deployed.zip", "database", "--exclude", "index.js"], { cwd });
  expect([code, out.split("\n").at(-2)]).toEqual([1, "  - index.js  58 B"]);
});

test("--exact distinguishes the same bytes from the same files", async () => {
  const cwd = await deployed();
  const bytes = await readFile(join(cwd, "deployed.zip"));
  const end = bytes.length - 2;
  const comment = Buffer.from("by hand");
  const commented = Buffer.concat([bytes.subarray(0, end), Buffer.from([comment.length, 0]), comment]);
  await writeFile(join(cwd, "copy.zip"), bytes);
  await writeFile(join(cwd, "other.zip"), commented);

  expect(await run(["diff", "deployed.zip", "copy.zip", "--exact"], { cwd })).toEqual({
    code: 0,
    out: "deployed.zip and copy.zip are the same bytes.\n",
    err: "",
  });
  const reported =
    "deployed.zip and other.zip have the same files, but are not the same bytes:\n  Comment  that of the whole archive\n";
  expect(await run(["diff", "deployed.zip", "other.zip"], { cwd })).toEqual({ code: 0, out: reported, err: "" });
  expect(await run(["diff", "deployed.zip", "other.zip", "--exact"], { cwd })).toEqual({
    code: 1,
    out: reported,
    err: "",
  });
  expect(await run(["diff", "deployed.zip", "database", "--exact"], { cwd })).toEqual({
    code: 2,
    out: "",
    err: "lambda-pack: --exact compares two zips, and @botland/database is a package of the workspace. Run lambda-pack diff --help for all options.\n",
  });
});

test("--quiet leaves the exit code alone", async () => {
  const cwd = await deployed();
  await update(cwd);
  expect(await run(["diff", "deployed.zip", "database", "--quiet"], { cwd })).toEqual({ code: 1, out: "", err: "" });
});

test.each([
  ["a zip that is not there", ["gone.zip", "database"], /^lambda-pack: .*gone\.zip.*\n$/u],
  ["what is no zip", ["database", "package.json"], /^lambda-pack: .*package\.json.*\n$/u],
  ["a package that is not there", ["databse", "database"], /^lambda-pack: .*"databse".*\n$/u],
])("a failure is reported in one line and exits with 2: %s", async (_, words, message) => {
  const cwd = await botland();
  const { code, out, err } = await run(["diff", ...words], { cwd });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(message);
  expect(err.split("\n")).toHaveLength(2);
});

test("an interruption is none of them", async () => {
  const cwd = await deployed();
  const signal = AbortSignal.abort("SIGINT");
  const { code, err } = await run(["diff", "deployed.zip", "database"], { cwd, signal });
  expect([code, err]).toEqual([130, "lambda-pack: The command was interrupted.\n"]);
});

test("on a terminal the progress of both is drawn, and wiped away", async () => {
  const cwd = await botland();
  const { code, out, err } = await run(["diff", "database", "mailer"], { cwd, columns: 80 });
  expect(code).toBe(1);
  expect(out).not.toContain("\r");
  expect(err).toContain("database: ");
  expect(err).toContain("mailer: ");
  expect(err.endsWith("\r\u001B[2K")).toBe(true);
});
