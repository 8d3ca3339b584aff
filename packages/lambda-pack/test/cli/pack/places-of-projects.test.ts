import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { JsonOutput, Report } from "../../../src/report/report.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main([...argv, "--json"], io);
  const { packs } = JSON.parse(io.out()) as JsonOutput;
  const [first] = packs;
  const error = first !== undefined && "error" in first ? first.error : undefined;
  return { code, error, report: first as Report };
}

/** A home with files of a user, and in it a monorepo that somebody else has written. */
function home(lambdaPack: object, more: Tree = {}): { readonly dir: string; readonly root: string } {
  const dir = tree({
    "my.jar": "PK\u0003\u0004 of mine",
    ".ssh": {},
    work: {
      "package.json": { name: "orchard", private: true, workspaces: ["packages/*"] },
      "packages/fn": pkg("fn@1.0.0", { lambdaPack }, { "index.js": "" }),
      "packages/other": pkg("other@1.0.0", {}, { "index.js": "", src: { "a.js": "" } }),
      ...more,
    },
  });
  return { dir, root: join(dir, "work") };
}

describe("a file of the project may not name", () => {
  test.each([
    [{ out: "../../../my.jar" }],
    [{ out: "../../../.bash_profile" }],
    [{ stageDir: "../../../.ssh" }],
    [{ out: "../../.git/hooks/pre-commit" }],
    [{ stageDir: "../../node_modules/left-pad" }],
    [{ out: "../other/lib.zip" }],
    [{ stageDir: "../other/src/new" }],
    [{ out: "../../lib/of-theirs.jar" }],
  ])("%o", async (lambdaPack) => {
    const { dir, root } = home(lambdaPack, { "lib/of-theirs.jar": "PK\u0003\u0004", ".git": {} });
    const before = readdirSync(dir, { recursive: true });
    const { code, error } = await run(["fn"], root);
    expect({ code, error: error?.code, hint: error?.hint }).toEqual({
      code: 1,
      error: "OUTPUT_INVALID",
      hint: expect.stringMatching(/ --(?:out|stage-dir) \//u),
    });
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
    expect(readFileSync(join(dir, "my.jar"), "utf8")).toBe("PK\u0003\u0004 of mine");
  });

  test("an absolute path, nor may the config file", async () => {
    const { dir, root } = home({});
    writeFileSync(
      join(root, "lambda-pack.config.json"),
      JSON.stringify({ packages: { fn: { out: join(dir, "my.jar") } } }),
    );
    expect((await run(["fn"], root)).error?.message).toBe(
      `The output ${join(dir, "my.jar")} lies outside of the workspace, where no file of the project may have anything written.`,
    );
    // The hint, followed.
    expect((await run(["fn", "--out", join(dir, "my.jar")], root)).code).toBe(0);
  });
});

test("what a file of the project names in the workspace is replaced by the next pack, in every format", async () => {
  for (const format of ["zip", "tar", "tar.gz"]) {
    const { root } = home({ out: "../../build/fn.packed", stageDir: "../../build/fn", format });
    expect((await run(["fn"], root)).code).toBe(0);
    writeFileSync(join(root, "packages/fn/more.js"), "1");
    expect((await run(["fn"], root)).code).toBe(0);
    expect(readdirSync(join(root, "build/fn")).toSorted()).toEqual(["index.js", "more.js", "package.json"]);
    expect(readdirSync(join(root, "build")).toSorted()).toEqual(["fn", "fn.packed"]);
  }
});

test("a package that stands alone has its outputs below its own directory", async () => {
  const files = { "index.js": "" };
  const dir = tree({ alone: pkg("alone@1.0.0", { lambdaPack: { out: "build/a.zip", stage: false } }, files) });
  expect((await run([], join(dir, "alone"))).code).toBe(0);
  const outside = pkg("alone@1.0.0", { lambdaPack: { out: "../a.zip" } }, files);
  expect((await run([], join(tree({ alone: outside }), "alone"))).error?.message).toContain(
    "lies outside of the workspace",
  );
});

test.each([
  [".lambda-pack", { ".lambda-pack": link("../.ssh") }],
  [".lambda-pack/@orchard", { ".lambda-pack/@orchard": link("../../.ssh") }],
])("a link in the place of %s is refused in one line, and nothing is written through it", async (where, more) => {
  const { dir, root } = home({}, { ...more, "packages/scoped": pkg("@orchard/scoped@1.0.0", {}, { "index.js": "" }) });
  const { code, error } = await run(["@orchard/scoped"], root);
  expect({ code, message: error?.message }).toEqual({
    code: 1,
    message: `The output ${join(root, where)} is a link, through which outputs would be written elsewhere.`,
  });
  expect(readdirSync(join(dir, ".ssh"))).toEqual([]);
  rmSync(join(root, where));
  expect((await run(["@orchard/scoped"], root)).code).toBe(0);
});

test("a link in a staging directory is refused, and nothing is written through it", async () => {
  const { dir, root } = home({}, { "packages/fn/lib/a.js": "1" });
  await run(["fn"], root);
  const staged = join(root, ".lambda-pack/fn/lib");
  renameSync(staged, join(dir, "elsewhere"));
  symlinkSync(join(dir, ".ssh"), staged);
  writeFileSync(join(root, "packages/fn/lib/a.js"), "2");
  for (const more of [[], ["--no-cache"]]) {
    expect((await run(["fn", ...more], root)).error?.message).toContain(
      "holds the link lib, which lambda-pack did not make",
    );
    expect(readdirSync(join(dir, ".ssh"))).toEqual([]);
  }
  rmSync(staged);
  expect((await run(["fn"], root)).code).toBe(0);
});

test("outputs without an index, as an upgrade or a restored cache leaves them, are packed again", async () => {
  const { root } = home({});
  await run(["fn"], root);
  for (const name of ["fn", "fn.zip"]) rmSync(join(root, `.lambda-pack/${name}.packindex`));
  const { code, report } = await run(["fn"], root);
  expect({ code, kept: report.stageKept }).toEqual({ code: 0, kept: undefined });
});

test("files in the staging directory that lambda-pack did not write stay, and are listed", async () => {
  const { root } = home({});
  await run(["fn"], root);
  mkdirSync(join(root, ".lambda-pack/fn/notes"));
  writeFileSync(join(root, ".lambda-pack/fn/notes/mine.txt"), "mine");
  for (const more of [[], ["--no-cache"]])
    expect((await run(["fn", ...more], root)).report.stageKept).toEqual(["notes/mine.txt"]);
  expect(readFileSync(join(root, ".lambda-pack/fn/notes/mine.txt"), "utf8")).toBe("mine");
  const io = fakeIo({ cwd: root });
  await main(["fn"], io);
  expect(io.out()).toContain("not written by lambda-pack, and kept: notes/mine.txt");
});
