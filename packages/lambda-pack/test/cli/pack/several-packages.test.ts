import { existsSync } from "node:fs";
import { join } from "node:path";
import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { JsonOutput } from "../../../src/report/report.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main([...argv, "--json"], io);
  const { packs, error } = JSON.parse(io.out()) as JsonOutput;
  const outcomes = packs.map((pack) => ("error" in pack ? `${pack.target}: ${pack.error.message}` : pack.target.path));
  return { code, outcomes, error, err: io.err() };
}

const root = { name: "orchard", private: true, workspaces: ["packages/*"] };
const files = { "index.js": "" };

describe("two packages of one name", () => {
  const namesakes: Tree = {
    "package.json": root,
    "packages/fn": pkg("fn@1.0.0", {}, files),
    "packages/other": pkg("types@1.0.0", {}, files),
    "packages/types": pkg("types@2.0.0", {}, files),
  };
  const errors = [
    'types: packages/other would be written to .lambda-pack/types.zip, and so would packages/types: both are named "types".',
    'types: packages/types would be written to .lambda-pack/types.zip, and so would packages/other: both are named "types".',
  ];

  test.each([[["*"]], [["packages/*"]], [["fn", "packages/other", "packages/types"]]])(
    "fail by themselves, and the others are packed: %j",
    async (argv) => {
      const cwd = tree(namesakes);
      const { code, outcomes, err } = await run(argv, cwd);
      expect({ code, outcomes }).toEqual({ code: 1, outcomes: ["packages/fn", ...errors] });
      expect(err).toContain("Rename one of them, or set out and stageDir in the lambdaPack field of one of them.");
      expect(existsSync(join(cwd, ".lambda-pack/fn.zip"))).toBe(true);
      expect(existsSync(join(cwd, ".lambda-pack/types.zip"))).toBe(false);
    },
  );

  test("are no fault of a dry run, which writes nothing", async () => {
    const { code, outcomes } = await run(["*", "--dry-run"], tree(namesakes));
    expect({ code, outcomes }).toEqual({ code: 0, outcomes: ["packages/fn", "packages/other", "packages/types"] });
  });

  test.each(["packages/other", "packages/types"])("are packed one by one, by directory: %s", async (path) => {
    const { code, outcomes } = await run([path, "--out", "build/one.zip"], tree(namesakes));
    expect({ code, outcomes }).toEqual({ code: 0, outcomes: [path] });
  });

  test("are packed as soon as one of them does what the hint says", async () => {
    const settings = { lambdaPack: { out: "../../build/other.zip", stageDir: "../../build/other" } };
    const cwd = tree({ ...namesakes, "packages/other": pkg("types@1.0.0", settings, files) });
    expect(await run(["*"], cwd)).toMatchObject({
      code: 0,
      outcomes: ["packages/fn", "packages/other", "packages/types"],
    });
    expect(existsSync(join(cwd, "build/other.zip")) && existsSync(join(cwd, ".lambda-pack/types.zip"))).toBe(true);
    // Half of it leaves one place for both.
    const half = { lambdaPack: { out: "../../build/other.zip" } };
    const { outcomes } = await run(["*"], tree({ ...namesakes, "packages/other": pkg("types@1.0.0", half, files) }));
    expect(outcomes[1]).toBe(
      'types: packages/other would be written to .lambda-pack/types, and so would packages/types: both are named "types".',
    );
  });

  test("are ambiguous by their name, and the error names both", async () => {
    const { code, error } = await run(["types"], tree(namesakes));
    expect(code).toBe(1);
    expect(error?.message).toBe('"types" matches 2 packages: types (packages/other), types (packages/types).');
  });

  test("are listed once where names are listed", async () => {
    const io = fakeIo({ cwd: tree(namesakes) });
    expect(await main([], io)).toBe(2);
    expect(io.err()).toContain("Name the package to pack, one of fn, types. ");
    expect((await run(["nobody"], tree(namesakes))).err).toContain("The workspace has fn, orchard, types.");
  });

  test("that are three, or have no name but directories of one, fail as well", async () => {
    const three = tree({ ...namesakes, "packages/third": pkg("types@3.0.0", {}, files) });
    expect((await run(["*"], three)).outcomes[1]).toMatch(
      /and so would packages\/third and packages\/types: all are named "types"\.$/u,
    );
    const unnamed: Tree = {
      "package.json": { private: true, workspaces: ["*/*"] },
      "a/fn": { "package.json": { private: true }, ...files },
      "b/fn": { "package.json": { private: true }, ...files },
    };
    expect((await run(["*/*"], tree(unnamed))).outcomes).toEqual([
      "a/fn: a/fn would be written to .lambda-pack/fn.zip, and so would b/fn: their names are the same.",
      "b/fn: b/fn would be written to .lambda-pack/fn.zip, and so would a/fn: their names are the same.",
    ]);
  });
});

describe("a package that cannot be packed", () => {
  test("does not stop the others that a glob matches", async () => {
    const cwd = tree({
      "package.json": { ...root, name: "@slack" },
      "packages/fn": pkg("fn@1.0.0", {}, files),
      "packages/broken/package.json": "{",
      "packages/odd": pkg("@odd", {}, files),
    });
    const all = await run(["packages/*"], cwd);
    expect(all.code).toBe(1);
    expect(all.outcomes).toEqual([
      expect.stringMatching(/^packages\/broken: .*packages\/broken\/package\.json:1:2 is not valid JSON/u),
      "packages/fn",
      expect.stringMatching(/^@odd: The package in .* has the name "@odd", which is not a valid package name\.$/u),
    ]);
    expect(await run(["fn"], cwd)).toMatchObject({ code: 0, outcomes: ["packages/fn"] });
    expect(await run(["packages/odd"], cwd)).toMatchObject({
      code: 1,
      outcomes: [],
      error: { code: "PACKAGE_NAME_INVALID" },
    });
  });

  test("is no root that a glob matches, whatever its name", async () => {
    const cwd = tree({ "package.json": { ...root, name: "@slack" }, "packages/fn": pkg("fn@1.0.0", {}, files) });
    expect(await run(["*"], cwd)).toMatchObject({ code: 0, outcomes: ["packages/fn"] });
    const named = await run(["*", "."], cwd);
    expect(named.code).toBe(1);
    expect(named.outcomes).toEqual(["packages/fn", expect.stringContaining('has the name "@slack"')]);
  });
});
