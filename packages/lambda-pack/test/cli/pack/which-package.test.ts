import { existsSync } from "node:fs";
import { join } from "node:path";
import { link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** What a dry run packs, by its path from the root of its workspace; or the error. */
async function packed(argv: readonly string[], cwd: string): Promise<readonly string[] | string> {
  const { out } = await run([...argv, "--dry-run", "--json"], cwd);
  const { packs, error } = JSON.parse(out) as Outcome;
  return error === undefined ? packs.map(({ target }) => `${target.name} ${target.path}`) : error.message;
}

interface Outcome {
  readonly packs: readonly { readonly target: { readonly name: string; readonly path: string } }[];
  readonly error?: { readonly message: string };
}

const ms = { "node_modules/ms": pkg("ms@2.1.3", {}, { "index.js": "module.exports = () => 1;" }) };

/** A package that stands alone, without name and version, as private apps are. */
const app: Tree = {
  "package.json": { private: true, main: "index.js", dependencies: { ms: "^2.0.0" } },
  "index.js": "exports.handler = async () => require('ms')();",
  "src/index.js": "",
  "package-lock.json": { lockfileVersion: 3, packages: { "node_modules/ms": { version: "2.1.3" } } },
  ...ms,
};

const orchard: Tree = {
  "package.json": { name: "orchard", version: "1.0.0", workspaces: ["packages/*"] },
  "yarn.lock": "# yarn lockfile v1\n",
  "docs/index.md": "",
  "packages/picker": pkg("picker@1.0.0", {}, { "index.js": "", "src/lib.js": "" }),
  "packages/http-server": pkg("@fruit/prism-http-server@1.0.0", {}, { "index.js": "" }),
  "packages/basket": pkg("crate@1.0.0", {}, { "index.js": "" }),
  "packages/pallet": pkg("basket@1.0.0", {}, { "index.js": "" }),
  "packages/mcp": pkg("@fruit/mcp@1.0.0", {}, { "index.js": "" }),
  "tools/press": pkg("press@1.0.0", { dependencies: { ms: "2.1.3" } }, { "index.js": "", ...ms }),
  "tools/sieve": pkg("sieve@1.0.0", {}, { "index.js": "" }),
  shortcut: link("packages/picker"),
};

describe("a package that stands alone", () => {
  test.each([
    ["without arguments", [], ""],
    ["by a dot", ["."], ""],
    ["below its directory, without arguments", [], "src"],
    ["by its path from below", [".."], "src"],
  ])("is packed %s, under the name of its directory", async (_case, argv, cwd) => {
    const root = join(tree({ "my app": app }), "my app");
    const { code, out, err } = await run(argv, join(root, cwd));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n", 1)).toEqual(["Packed my app 0.0.0 for nodejs22.x on x64"]);
    expect(out).toMatch(/^ {2}Packages +2$/mu);
    expect(existsSync(join(root, ".lambda-pack/my app.zip"))).toBe(true);
    expect(existsSync(join(root, ".lambda-pack/my app/node_modules/ms/index.js"))).toBe(true);
  });

  test("has its lockfile held against what is installed", async () => {
    const own = { dependencies: { ms: "^2.0.0" } };
    const lock = { lockfileVersion: 3, packages: { "": own, "node_modules/ms": { version: "2.1.2" } } };
    const { code, err } = await run(["--strict"], tree({ ...app, "package-lock.json": lock }));
    expect(code).toBe(1);
    expect(err).toContain(
      "ms@2.1.3 is installed in node_modules/ms, but package-lock.json locks 2.1.2. (stale-install)",
    );
  });

  test("heeds its settings, its files and a config file beside it", async () => {
    const manifest = { name: "app", version: "1.0.0", files: ["index.js"], lambdaPack: { runtime: "nodejs24.x" } };
    const root = tree({ ...app, "package.json": manifest, "lambda-pack.config.json": { arch: "arm64" } });
    const { out } = await run(["--no-zip"], root);
    expect(out.split("\n", 1)).toEqual(["Packed app 1.0.0 for nodejs24.x on arm64"]);
    expect(existsSync(join(root, ".lambda-pack/app/src"))).toBe(false);
  });

  test("is what every other command is about, without arguments", async () => {
    const root = tree({ ...app, "package.json": { name: "app", version: "1.0.0", dependencies: { ms: "^2.0.0" } } });
    for (const argv of [["list"], ["why", "ms"], ["check"], ["report"]]) {
      const { code, out, err } = await run(argv, join(root, "src"));
      expect({ argv, code, err }).toEqual({ argv, code: 0, err: "" });
      expect(out).toMatch(/\bapp[@ ]1\.0\.0/u);
      // A dot is the directory itself, which is no package.
      const named = await run([...argv.slice(0, 1), ".", ...argv.slice(1)], join(root, "src"));
      expect(named).toMatchObject({ code: 1, err: expect.stringContaining('The directory "." is not a package') });
    }
    expect((await run(["--quiet"], root)).code).toBe(0);
    expect((await run(["diff", ".lambda-pack/app.zip"], root)).code).toBe(0);
    expect((await run(["doctor"], root)).out).toContain("stands alone: no workspace lists it");
    expect((await run(["completion", "--", "list", ""], root)).out).toContain("app\t");
  });

  test("takes what it links to outside of its directory, with what that has installed, and reports it", async () => {
    const dependencies = { shared: "file:../shared" };
    const shared = pkg("shared@1.0.0", { dependencies: { ms: "2" } }, { "index.js": "", ...ms });
    const linked = { "node_modules/shared": link("../../shared"), "index.js": "" };
    const top = tree({ shared, app: pkg("app@1.0.0", { dependencies }, linked) });
    const { code, err } = await run(["--no-zip"], join(top, "app"));
    expect(code).toBe(0);
    expect(err).toContain("(outside-workspace)");
    expect(existsSync(join(top, "app/.lambda-pack/app/node_modules/shared/index.js"))).toBe(true);
    expect(existsSync(join(top, "app/.lambda-pack/app/node_modules/ms/index.js"))).toBe(true);
  });

  test("fails for what is found only above its directory, where no install of its own put it", async () => {
    const top = tree({ ...ms, app: pkg("app@1.0.0", { dependencies: { ms: "2" } }, { "index.js": "" }) });
    const { code, err } = await run(["--dry-run"], join(top, "app"));
    expect(code).toBe(1);
    expect(err).toContain(join(top, "node_modules/ms"));
  });

  test("needs no manifest with a name for its doctor, either", async () => {
    expect((await run(["doctor", "--json"], tree(app))).out).toContain('"problems": []');
  });
});

describe("in a workspace", () => {
  test.each<[string, string, readonly string[]]>([
    // The package that the working directory is in.
    ["", "packages/picker/src", ["picker packages/picker"]],
    ["", "packages/picker", ["picker packages/picker"]],
    [".", "", ["orchard ."]],
    ["orchard", "packages/picker", ["orchard ."]],
    ["packages/picker//", "", ["picker packages/picker"]],
    ["./packages/picker/", "", ["picker packages/picker"]],
    ["packages/picker", "packages/pallet", ["picker packages/picker"]],
    ["../pallet", "packages/picker", ["basket packages/pallet"]],
    ["shortcut", "", ["picker packages/picker"]],
    // A name, which is the directory of another package as well.
    ["basket", "", ["basket packages/pallet"]],
    ["packages/basket", "", ["crate packages/basket"]],
    ["./basket", "packages", ["crate packages/basket"]],
    ["basket/", "packages", ["crate packages/basket"]],
    // A package that is installed by itself.
    ["tools/press", "", ["press ."]],
    ["../../tools/press", "packages/picker", ["press ."]],
    ["", "tools/press", ["press ."]],
    ["picker tools/press", "", ["picker packages/picker", "press ."]],
  ])("%j in %j packs that", async (line, cwd, expected) => {
    const argv = line.split(" ").filter((argument) => argument !== "");
    expect(await packed(argv, join(tree(orchard), cwd))).toEqual(expected);
  });

  test.each<[string, string, RegExp]>([
    ["docs", "", /^No package of the workspace .* has the name or directory "docs"\.$/u],
    ["./docs", "", /^The directory "\.\/docs" is not a package/u],
    [".", "docs", /^The directory "\." is not a package/u],
    [".", "packages/picker/src", /^The directory "\." is not a package/u],
    ["packages/picker/src", "", /^The directory "packages\/picker\/src" is not a package/u],
    ["packages/picker/index.js", "", /^"packages\/picker\/index\.js" is a file/u],
    ["./packages/pickr", "", /^"\.\/packages\/pickr" does not exist\.$/u],
    ["/", "", /^The directory "\/" is not a package/u],
    ["Picker", "", /has the name or directory "Picker"/u],
    ["picker packages", "", /has the name or directory "packages"/u],
    ["tools/press/node_modules/ms", "", /is an installed package, which others depend on\.$/u],
    ["tools/sieve", "", /its patterns \("packages\/\*"\) do not match it\.$/u],
    ["", "tools/sieve", /^"\." is not a package of the workspace/u],
  ])("%j in %j is an error, and nothing is packed in its place", async (line, cwd, expected) => {
    const argv = line.split(" ").filter((argument) => argument !== "");
    expect(await packed(argv, join(tree(orchard), cwd))).toMatch(expected);
  });

  test.each([
    ["packages/picker/src", 'It lies in "packages/picker" (picker); name that to pack it.'],
    ["./packages", 'It holds "packages/basket" (crate), "packages/http-server" (@fruit/prism-http-server),'],
    ["http-server", 'Did you mean "packages/http-server" (@fruit/prism-http-server)?'],
    ["packages/pikcer", 'Did you mean "packages/picker"?'],
    ["./packages/pikcer", 'Did you mean "packages/picker"?'],
    ["Picker", 'Did you mean "picker"?'],
    ["@fruit/swr", "The workspace has"],
    ["@fruti/mcp", 'Did you mean "@fruit/mcp"?'],
    ["tools/sieve", `Add "tools/sieve" to the patterns and run 'yarn install'.`],
  ])("the hint for %s says what works", async (argument, hint) => {
    expect((await run([argument], tree(orchard))).err).toContain(hint);
  });

  test("the advice for a package that no pattern matches works, both ways", async () => {
    const manifest = { name: "orchard", workspaces: ["packages/*", "tools/sieve"] };
    expect(await packed(["tools/sieve"], tree({ ...orchard, "package.json": manifest }))).toEqual([
      "sieve tools/sieve",
    ]);
    const installed = tree({ ...orchard, "tools/sieve/package-lock.json": { lockfileVersion: 3, packages: {} } });
    expect(await packed(["tools/sieve"], installed)).toEqual(["sieve ."]);
  });

  test("at the root and in its folders, the packages are listed where none is named", async () => {
    for (const cwd of ["", "docs"]) {
      const { code, err } = await run([], join(tree(orchard), cwd));
      expect(code).toBe(2);
      expect(err).toContain("Name the package to pack, one of crate, @fruit/prism-http-server, ");
    }
  });
});

test("outside of any package, a path still names one", async () => {
  const root = tree({ app: pkg("app@1.0.0", {}, { "index.js": "" }) });
  expect(await packed(["app"], root)).toEqual(["app ."]);
  expect(await packed(["app", "pear"], root)).toMatch(/^There is no package\.json at or above /u);
});
