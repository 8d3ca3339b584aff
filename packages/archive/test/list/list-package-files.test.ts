import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { diskFileSystem } from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import { describe, expect, test } from "vitest";

import { failingFileSystem } from "@lambda-pack/test-support/disk/failing-file-system";
import { list, pathsOf } from "../list.ts";
import { manifest } from "../manifest.ts";
import { link, tree, withMode } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

const importer = { importer: true } as const;
const thirdParty = { importer: false } as const;

function database(files: Tree, around: Tree = {}): string {
  return tree({ packages: { database: files }, ...around });
}

function lodash(files: Tree, around: Tree = {}): string {
  return tree({ node_modules: { lodash: files }, ...around });
}

function voidSetting(setting: "include" | "exclude", value: string) {
  const reason = setting === "include" ? "exclude leaves out all that it matches" : "package.json is always packed";
  return { kind: "void-setting", package: "database@1.0.0", setting, value, reason };
}

describe("a third-party package", () => {
  test("travels whole, with docs, tests, dot files and files that an install script made", async () => {
    const root = lodash({
      "package.json": "{}",
      ".babelrc": "{}",
      ".env": "shipped by its author",
      "binding.gyp": "{}",
      docs: { "index.md": "" },
      doc: { "a.md": "" },
      prebuilds: { "linux-x64/node.napi.node": "elf", "darwin-arm64/node.napi.node": "mach-o" },
      build: { Release: { "addon.node": "elf", "libvips.so.42": "elf" } },
      test: { "a.test.js": "" },
      "generated/client.js": "written by a postinstall script",
    });
    const listed = await list(root, thirdParty);
    expect(pathsOf(listed)).toEqual([
      ".babelrc",
      ".env",
      "binding.gyp",
      "build/Release/addon.node",
      "build/Release/libvips.so.42",
      "doc/a.md",
      "docs/index.md",
      "generated/client.js",
      "package.json",
      "prebuilds/darwin-arm64/node.napi.node",
      "prebuilds/linux-x64/node.napi.node",
      "test/a.test.js",
    ]);
    expect(listed.problems).toEqual([]);
  });

  test("leaves its own node_modules to the planner, but not folders of that name deeper inside", async () => {
    const root = lodash({
      "package.json": "{}",
      node_modules: { ms: { "package.json": "{}" }, ".bin/ms": "" },
      fixtures: { node_modules: { fake: { "index.js": "" } } },
      "single-spa-layout/node_modules/index.js": "",
    });
    expect(pathsOf(await list(root, thirdParty))).toEqual([
      "fixtures/node_modules/fake/index.js",
      "package.json",
      "single-spa-layout/node_modules/index.js",
    ]);
  });

  test("carries the packages that it bundles, scoped ones and what lies in them included", async () => {
    const root = lodash({
      "package.json": "{}",
      node_modules: {
        ms: { "package.json": "{}", "node_modules/inner/package.json": "{}", "node_modules/.bin/inner": "" },
        "@bot/chat": { "package.json": "{}" },
        "@bot/other": { "package.json": "{}" },
        semver: { "package.json": "{}" },
        ".bin/ms": "",
      },
    });
    expect(
      pathsOf(await list(root, { ...thirdParty, bundled: ["node_modules/@bot/chat", "node_modules/ms"] })),
    ).toEqual([
      "node_modules/@bot/chat/package.json",
      "node_modules/ms/node_modules/inner/package.json",
      "node_modules/ms/package.json",
      "package.json",
    ]);
  });

  test("leaves links between bundled packages to the look-up, and follows those to files", async () => {
    const root = lodash({
      "package.json": "{}",
      node_modules: {
        ms: { "package.json": "{}", "index.js": "", "main.js": link("index.js") },
        debug: {
          "package.json": "{}",
          "node_modules/ms": link("../../ms"),
          "node_modules/@bot/ms": link("../../../ms"),
          "fixtures/node_modules": { ms: link("../../../ms"), ".bin/ms": "" },
        },
      },
    });
    const listed = await list(root, { ...thirdParty, bundled: ["node_modules/debug", "node_modules/ms"] });
    expect(pathsOf(listed)).toEqual([
      "node_modules/debug/fixtures/node_modules/.bin/ms",
      "node_modules/debug/fixtures/node_modules/ms/index.js",
      "node_modules/debug/fixtures/node_modules/ms/main.js",
      "node_modules/debug/fixtures/node_modules/ms/package.json",
      "node_modules/debug/package.json",
      "node_modules/ms/index.js",
      "node_modules/ms/main.js",
      "node_modules/ms/package.json",
      "package.json",
    ]);
    expect(listed.problems).toEqual([]);
  });

  test("is a checkout where it lies in no node_modules: then its secrets stay out, and that is told", async () => {
    const root = tree({
      "other/lodash": { "package.json": "{}", ".npmrc": "_authToken=x", ".env": "", "main.js": "" },
    });
    const listed = await list(root, { ...thirdParty, dir: join(root, "other/lodash"), path: "other/lodash" });
    expect(pathsOf(listed)).toEqual(["main.js", "package.json"]);
    expect(listed.problems).toEqual([
      { kind: "secret-left-out", package: "lodash@4.17.21", paths: [".env", ".npmrc"] },
    ]);
  });

  test("ships neither version control nor the state of the install", async () => {
    const root = lodash({
      "package.json": "{}",
      ".git/config": "",
      ".hg/store": "",
      "lib/.svn/entries": "",
      "lib/CVS/Root": "",
      ".bun-tag": "",
      ".ready": "",
      ".yarn-integrity": "",
      ".yarn-metadata.json": "",
      "lib/.bun-tag": "content, by its place",
      node_modules: { ".package-lock.json": "", ".modules.yaml": "", ms: { "package.json": "{}" } },
    });
    expect(pathsOf(await list(root, { ...thirdParty, bundled: ["node_modules/ms"] }))).toEqual([
      "lib/.bun-tag",
      "node_modules/ms/package.json",
      "package.json",
    ]);
  });
});

describe("an importer without a files list", () => {
  test("leaves out its own lockfiles, which depend on who installed it, and keeps those deeper inside", async () => {
    const root = database({
      "package.json": "{}",
      "package-lock.json": "{}",
      "yarn.lock": "",
      "pnpm-lock.yaml": "",
      "bun.lock": "",
      "bun.lockb": "",
      "pnpm-workspace.yaml": "",
      ".pnp.cjs": "",
      ".pnp.data.json": "",
      ".pnp.loader.mjs": "",
      ".yarn": { "cache/ms.zip": "", "install-state.gz": "" },
      ".pnpm-store/v10/files/00/a": "",
      "npm-shrinkwrap.json": "{}",
      "templates/yarn.lock": "",
      "templates/.yarn/releases.txt": "",
    });
    const listed = await list(root, importer);
    expect(pathsOf(listed)).toEqual([
      "npm-shrinkwrap.json",
      "package.json",
      "templates/.yarn/releases.txt",
      "templates/yarn.lock",
    ]);
  });

  test("ships everything, git-ignored build output too, but node_modules, version control and noise", async () => {
    const root = database({
      "package.json": "{}",
      ".gitignore": "dist\n",
      dist: { "main.js": "" },
      src: { "main.ts": "", "node_modules/x.js": "" },
      node_modules: { lodash: { "package.json": "{}" } },
      ".git/HEAD": "",
      ".DS_Store": "",
      "dist/._main.js": "",
      "docs/Thumbs.db": "",
      "docs/desktop.ini": "",
      ".vscode/settings.json": "",
      ".idea/workspace.xml": "",
      "src/.main.ts.swp": "",
      ".lambda-pack/database.zip": "",
      ".lambda-pack-database.zip-Xy12/archive.zip": "left by a killed run",
    });
    const listed = await list(root, importer);
    expect(pathsOf(listed)).toEqual([".gitignore", "dist/main.js", "package.json", "src/main.ts"]);
    expect(listed.problems).toEqual([]);
  });

  test("leaves secrets out and says which", async () => {
    const root = database({
      "package.json": "{}",
      ".env": "",
      ".env.production": "",
      ".npmrc": "",
      ".yarnrc.yml": "",
      certs: { "key.pem": "" },
      ".environment/a.txt": "",
      "environment.js": "",
    });
    const listed = await list(root, importer);
    expect(pathsOf(listed)).toEqual(["environment.js", "package.json"]);
    expect(listed.problems).toEqual([
      {
        kind: "secret-left-out",
        package: "database@1.0.0",
        paths: [".env", ".env.production", ".environment", ".npmrc", ".yarnrc.yml"],
      },
      { kind: "certificate-left-out", package: "database@1.0.0", paths: ["certs/key.pem"] },
    ]);
  });

  test("leaves out keys and logins whatever the case of their names, and include has them back", async () => {
    const root = database({
      "package.json": "{}",
      ".aws/credentials": "",
      ".ENV": "",
      "certs/Server.PEM": "",
      "certs/public.key": "",
      id_rsa: "",
      "keys.js": "",
      "node_modules/lens/id_rsa": "",
    });
    const listed = await list(root, { ...importer, include: ["certs/public.key"] });
    expect(pathsOf(listed)).toEqual(["certs/public.key", "keys.js", "package.json"]);
    expect(listed.problems).toEqual([
      { kind: "secret-left-out", package: "database@1.0.0", paths: [".ENV", ".aws", "id_rsa"] },
      { kind: "certificate-left-out", package: "database@1.0.0", paths: ["certs/Server.PEM"] },
    ]);
  });

  test("says nothing of a secret or certificate that exclude names", async () => {
    const root = database({ "package.json": "{}", ".env": "", certs: { "key.pem": "" }, "main.js": "" });
    const listed = await list(root, { ...importer, exclude: ["**/*.pem", ".env"] });
    expect(pathsOf(listed)).toEqual(["main.js", "package.json"]);
    expect(listed.problems).toEqual([]);
  });

  test("ships a secret that include asks for", async () => {
    const root = database({ "package.json": "{}", "rds-ca.pem": "public", ".env": "" });
    const listed = await list(root, { ...importer, include: ["*.pem"] });
    expect(pathsOf(listed)).toEqual(["package.json", "rds-ca.pem"]);
    expect(listed.problems).toEqual([{ kind: "secret-left-out", package: "database@1.0.0", paths: [".env"] }]);
  });

  test("tells which patterns others overrule", async () => {
    const root = database({ "package.json": "{}", "rds-ca.pem": "", ".env": "", "main.js": "", "data.json": "" });
    const listed = await list(root, { ...importer, include: ["rds-ca.pem", ".env"], exclude: ["*.pem"] });
    expect(pathsOf(listed)).toEqual([".env", "data.json", "main.js", "package.json"]);
    expect(listed.problems).toEqual([voidSetting("include", "rds-ca.pem")]);
    const manifestOnly = await list(root, { ...importer, exclude: ["package.json", "*.{pem,env}", ".env"] });
    expect(manifestOnly.problems).toEqual([voidSetting("exclude", "package.json")]);
    expect((await list(root, { ...importer, exclude: ["*.json", "*.pem", ".env"] })).problems).toEqual([]);
    const partly = await list(root, { ...importer, include: ["**"], exclude: ["*.pem"] });
    expect(partly.problems).toEqual([]);
  });

  test("honours .npmignore at each level, and the manifest stays", async () => {
    const root = database({
      "package.json": "{}",
      ".npmignore": "*.test.js\n/scratch\n.env\npackage.json\n",
      ".env": "",
      "main.js": "",
      "main.test.js": "",
      scratch: { "a.js": "" },
      lib: {
        ".npmignore": "drafts\n!keep.test.js\n",
        "a.js": "",
        "alias.js": link("a.js"),
        "keep.test.js": "",
        drafts: { "b.js": "" },
      },
      current: link("lib"),
      "@types": { "a.d.ts": "" },
    });
    const listed = await list(root, importer);
    expect(pathsOf(listed)).toEqual([
      ".npmignore",
      "@types/a.d.ts",
      "current/.npmignore",
      "current/a.js",
      "current/alias.js",
      "current/drafts/b.js",
      "current/keep.test.js",
      "lib/.npmignore",
      "lib/a.js",
      "lib/alias.js",
      "lib/keep.test.js",
      "main.js",
      "package.json",
    ]);
    expect(listed.problems).toEqual([
      { kind: "ignored-left-out", package: "database@1.0.0", files: 1, rules: ["lib/.npmignore"] },
    ]);
  });

  test("leaves a certificate of the tests out as a secret, and says it of none that only looks like one of the tests", async () => {
    const root = database({
      "package.json": "{}",
      test: { certs: { "client.pem": "" } },
      src: { __fixtures__: { "b.pem": "" }, "contest.pem": "" },
      "tests.pem": "",
    });
    expect((await list(root, importer)).problems).toEqual([
      {
        kind: "secret-left-out",
        package: "database@1.0.0",
        paths: ["src/__fixtures__/b.pem", "test/certs/client.pem"],
      },
      { kind: "certificate-left-out", package: "database@1.0.0", paths: ["src/contest.pem", "tests.pem"] },
    ]);
  });

  test("an empty .npmignore does not bring .gitignore to life", async () => {
    const root = database({ "package.json": "{}", ".npmignore": "", ".gitignore": "dist\n", "dist/main.js": "" });
    expect(pathsOf(await list(root, importer))).toEqual([".gitignore", ".npmignore", "dist/main.js", "package.json"]);
  });

  test("never packs other importers or this run's outputs", async () => {
    const root = database({
      "package.json": "{}",
      "main.js": "",
      "nested/shared/package.json": "{}",
      "out.zip": "",
      "out/main.js": "",
    });
    const at = (path: string) => join(root, "packages/database", path);
    const leaveOut = new Set([at("nested/shared"), at("out.zip"), at("out"), join(root, "packages"), at("")]);
    expect(pathsOf(await list(root, { ...importer, leaveOut, include: ["**"] }))).toEqual(["main.js", "package.json"]);
  });

  test("ships a workspace root without what its importers and node_modules hold", async () => {
    const root = tree({ "package.json": "{}", "main.js": "", "packages/shared/a.js": "", "node_modules/ms/a.js": "" });
    const leaveOut = new Set([join(root, "packages/shared"), join(root, ".lambda-pack")]);
    expect(pathsOf(await list(root, { ...importer, dir: root, path: "", leaveOut }))).toEqual([
      "main.js",
      "package.json",
    ]);
  });
});

describe("an importer with a files list", () => {
  const published = { ...importer, manifest: manifest({ files: ["dist", "./data//a.json"], main: "lib/main.js" }) };

  test("ships what npm would pack: the list, manifest, readme, license, entry points and bins, each once", async () => {
    const root = database({
      "package.json": "{}",
      "browser.js": "",
      "README.md": "",
      LICENSE: "",
      "cli.js": "",
      "migrate.js": "",
      "extra.js": "",
      lib: { "main.js": "", "other.js": "" },
      dist: { "a.js": "", ".npmignore": "*.map", "a.js.map": "" },
      data: { "a.json": "", "b.json": "" },
      ".npmrc": "",
      node_modules: { ms: { "package.json": "{}" } },
    });
    const entryPoints = { bin: ["cli.js", "migrate.js"], browser: "browser.js" };
    const listed = await list(root, { ...published, manifest: { ...published.manifest, ...entryPoints } });
    expect(pathsOf(listed)).toEqual([
      "LICENSE",
      "README.md",
      "browser.js",
      "cli.js",
      "data/a.json",
      "dist/a.js",
      "lib/main.js",
      "migrate.js",
      "package.json",
    ]);
    expect(listed.problems).toEqual([
      { kind: "ignored-left-out", package: "database@1.0.0", files: 1, rules: ["dist/.npmignore"] },
    ]);
  });

  test.each([
    ["everything", "*\n"],
    ["the data", "*.wasm\n"],
    ["everything but itself", "*\n!.gitignore\n"],
    ["a folder", "bits/\n"],
  ])("ships what a .gitignore below it names: %s", async (_, rules) => {
    const root = database({
      "package.json": "{}",
      ".gitignore": rules,
      "weigh.js": "",
      pkg: { ".gitignore": rules, "weigh.js": "", "weigh_bg.wasm": "", bits: { ".gitignore": rules, "a.wasm": "" } },
    });
    const packed = ["package.json", "pkg/bits/a.wasm", "pkg/weigh.js", "pkg/weigh_bg.wasm"];
    for (const [files, main] of [
      [["pkg"], "pkg/weigh.js"],
      [["./pkg/"], undefined],
      [["pkg/**"], "./pkg/weigh"],
    ] as const) {
      const listed = await list(root, { ...importer, manifest: manifest({ files, main }) });
      expect(pathsOf(listed)).toEqual(packed);
      expect(listed.problems).toEqual([]);
    }
    const negated = manifest({ files: ["pkg", "!pkg/bits"], main: "weigh.js" });
    expect(pathsOf(await list(root, { ...importer, manifest: negated }))).toEqual([
      "package.json",
      "pkg/weigh.js",
      "pkg/weigh_bg.wasm",
      "weigh.js",
    ]);
  });

  test("a .gitignore above, beside and below an .npmignore leaves nothing out, and what the .npmignore leaves out is told", async () => {
    const root = database({
      "package.json": "{}",
      ".npmignore": "gen\n",
      gen: {
        ".gitignore": "*\n",
        ".npmignore": "*.map\nb\n",
        "a.js": "",
        "a.js.map": "",
        b: { "b.js": "", ".gitignore": "*\n" },
        c: { "c.js": "", ".gitignore": "*\n" },
      },
    });
    const files = { ...importer, manifest: manifest({ files: ["gen"] }) };
    const listed = await list(root, files);
    expect(pathsOf(listed)).toEqual(["gen/a.js", "gen/c/c.js", "package.json"]);
    expect(listed.problems).toEqual([
      { kind: "ignored-left-out", package: "database@1.0.0", files: 2, rules: ["gen/.npmignore"] },
    ]);
    const included = await list(root, { ...files, include: ["gen/b/*.js"], exclude: ["**/*.map"] });
    expect(pathsOf(included)).toEqual(["gen/a.js", "gen/b/b.js", "gen/c/c.js", "package.json"]);
    expect(included.problems).toEqual([]);
  });

  test("reports native code that files does not name, unless one of that name is packed, or the settings name it", async () => {
    const root = database({
      "package.json": "{}",
      "binding.gyp": "{}",
      lib: { "main.js": "" },
      build: { Release: { "tides.node": "", "obj.target/tides.node": "", "tides.o": "" } },
      test: { "fake.node": "" },
    });
    const native = (files: readonly string[]) => ({ ...importer, manifest: manifest({ files }) });
    expect((await list(root, native(["lib"]))).problems).toEqual([
      { kind: "binary-left-out", package: "database@1.0.0", paths: ["build/Release/tides.node"] },
    ]);
    expect((await list(root, native(["lib", "build/Release/*.node"]))).problems).toEqual([]);
    expect((await list(root, { ...native(["lib"]), include: ["build/Release/*.node"] })).problems).toEqual([]);
    expect((await list(root, { ...native(["lib"]), exclude: ["**/*.node"] })).problems).toEqual([]);
    expect((await list(root, { ...importer, manifest: manifest({}) })).problems).toEqual([]);
  });

  test("ships entry points and bins that are written with a leading ./", async () => {
    const root = database({ "package.json": "{}", "cli.js": "", "main.js": "", "browser.js": "", "extra.js": "" });
    const entryPoints = { main: "./main.js", bin: ["./cli.js"], browser: "./browser.js", files: ["lib"] };
    const listed = await list(root, { ...published, manifest: { ...published.manifest, ...entryPoints } });
    expect(pathsOf(listed)).toEqual(["browser.js", "cli.js", "main.js", "package.json"]);
    expect(listed.problems).toEqual([]);
  });

  test("ships links that the list names, matches or holds, which npm leaves out silently", async () => {
    const root = database(
      {
        "package.json": "{}",
        lib: { "main.js": "" },
        dist: { "config.json": link("../../../shared/config.json"), assets: link("../../../shared/assets") },
        other: link("lib"),
      },
      { shared: { "config.json": "{}", assets: { "logo.svg": "" } } },
    );
    expect(pathsOf(await list(root, published))).toEqual([
      "dist/assets/logo.svg",
      "dist/config.json",
      "lib/main.js",
      "package.json",
    ]);
  });

  test.each(["./", "/"])("ships links where the list names the whole folder as %s", async (whole) => {
    const root = database({ "package.json": "{}", "main.js": "", "alias.js": link("main.js") });
    const options = { ...importer, manifest: manifest({ files: [whole] }) };
    expect(pathsOf(await list(root, options))).toEqual(["alias.js", "main.js", "package.json"]);
  });

  test("is not asked for dependencies that the manifest bundles", async () => {
    const root = database({
      "package.json": '{"bundledDependencies":["ms"],"dependencies":{"ms":"*"}}',
      "lib/main.js": "",
      "node_modules/ms/package.json": "{}",
    });
    expect(pathsOf(await list(root, published))).toEqual(["lib/main.js", "package.json"]);
  });
});

describe("include and exclude", () => {
  test("exclude removes, dot files too, but never the package's manifest", async () => {
    const root = lodash({ "package.json": "{}", "a.json": "{}", docs: { ".x": "", "y.md": "" }, "main.js": "" });
    const listed = await list(root, { ...thirdParty, exclude: ["./docs/**", "*.json"] });
    expect(pathsOf(listed)).toEqual(["main.js", "package.json"]);
    expect(listed.problems).toEqual([]);
  });

  test("exclude never removes the manifest of a bundled package", async () => {
    const root = lodash({ "package.json": "{}", "node_modules/ms/package.json": "{}", "node_modules/ms/a.js": "" });
    const options = { ...thirdParty, bundled: ["node_modules/ms"], exclude: ["**"] };
    expect(pathsOf(await list(root, options))).toEqual(["node_modules/ms/package.json", "package.json"]);
  });

  test("a pattern with an exclamation mark spares what it matches", async () => {
    const root = lodash({ "package.json": "{}", locale: { "en.js": "", "de.js": "" } });
    const listed = await list(root, { ...thirdParty, exclude: ["locale/", "!locale/en.js"] });
    expect(pathsOf(listed)).toEqual(["locale/en.js", "package.json"]);
  });

  test("include brings back what a files list leaves out, but nothing that is never packed", async () => {
    const root = database({
      "package.json": "{}",
      "dist/a.js": "",
      "schema/a.graphql": "",
      "node_modules/ms/a.graphql": "",
      ".git/a.graphql": "",
    });
    const options = { ...importer, manifest: manifest({ files: ["dist"] }), include: ["**/*.graphql"] };
    expect(pathsOf(await list(root, options))).toEqual(["dist/a.js", "package.json", "schema/a.graphql"]);
  });

  test("a pattern that matches nothing is a problem", async () => {
    const root = database({ "package.json": "{}", "main.js": "" });
    const listed = await list(root, { ...importer, include: ["*.wasm"], exclude: ["tests/**", "main.*"] });
    expect(pathsOf(listed)).toEqual(["package.json"]);
    expect(listed.problems).toEqual([
      { kind: "unused-pattern", package: "database@1.0.0", pattern: "*.wasm" },
      { kind: "unused-pattern", package: "database@1.0.0", pattern: "tests/**" },
    ]);
  });

  test("a pattern may have backslashes for slashes, as on Windows", async () => {
    const content = {
      "package.json": "{}",
      "main.js": "",
      docs: { "a.md": "", "b/c.md": "" },
      out: { "x.js": "", "[y].js": "" },
    };
    const exclude = [String.raw`docs\**`, String.raw`.\out\*.js`, "lib\\"];
    const listed = await list(database(content), { ...importer, exclude });
    expect(pathsOf(listed)).toEqual(["main.js", "package.json"]);
    expect(listed.problems).toMatchObject([{ kind: "unused-pattern", pattern: "lib\\" }]);
  });

  test("problems of what is excluded are not told", async () => {
    const root = lodash({ "package.json": "{}", build: { python3: link("/usr/bin/env"), gone: link("gone-too") } });
    expect((await list(root, { ...thirdParty, exclude: ["build/**"] })).problems).toEqual([]);
  });
});

describe("links inside of a package", () => {
  test("to files and folders of it become copies, chains of shared libraries too", async () => {
    const root = lodash({
      "package.json": "{}",
      lib: {
        "libz.so.1.2": "elf",
        "libz.so.1": link("libz.so.1.2"),
        "libz.so": link("libz.so.1"),
      },
      twin: link("lib"),
      second: link("lib"),
    });
    const { files, problems } = await list(root, thirdParty);
    expect(files.files.map(({ path, source }) => [path, source.slice(root.length)])).toEqual([
      ["lib/libz.so", "/node_modules/lodash/lib/libz.so.1.2"],
      ["lib/libz.so.1", "/node_modules/lodash/lib/libz.so.1.2"],
      ["lib/libz.so.1.2", "/node_modules/lodash/lib/libz.so.1.2"],
      ["package.json", "/node_modules/lodash/package.json"],
      ["second/libz.so", "/node_modules/lodash/lib/libz.so.1.2"],
      ["second/libz.so.1", "/node_modules/lodash/lib/libz.so.1.2"],
      ["second/libz.so.1.2", "/node_modules/lodash/lib/libz.so.1.2"],
      ["twin/libz.so", "/node_modules/lodash/lib/libz.so.1.2"],
      ["twin/libz.so.1", "/node_modules/lodash/lib/libz.so.1.2"],
      ["twin/libz.so.1.2", "/node_modules/lodash/lib/libz.so.1.2"],
    ]);
    expect(files.bytes).toBe(29);
    expect(problems).toEqual([]);
  });

  test("two links with the same text both survive", async () => {
    const root = lodash({ "package.json": "{}", a: { x: link("../f.js") }, b: { x: link("../f.js") }, "f.js": "f" });
    expect(pathsOf(await list(root, thirdParty))).toEqual(["a/x", "b/x", "f.js", "package.json"]);
  });

  test("that leave the package and the workspace are left out, as node-gyp's python3 must be", async () => {
    const root = lodash({ "package.json": "{}", build: { node_gyp_bins: { python3: link("/usr/bin/env") } } });
    const listed = await list(root, thirdParty);
    expect(pathsOf(listed)).toEqual(["package.json"]);
    expect(listed.problems).toEqual([
      {
        kind: "link-leaves-package",
        package: "lodash@4.17.21",
        path: "build/node_gyp_bins/python3",
        target: "/usr/bin/env",
      },
    ]);
  });

  test("to elsewhere in the workspace become copies, without any node_modules on the way", async () => {
    const root = database(
      { "package.json": "{}", shared: link("../shared"), schema: link("../../schema.json") },
      { "schema.json": "{}", "packages/shared": { "index.js": "", "node_modules/ms/index.js": "", ".git/HEAD": "" } },
    );
    const listed = await list(root, { ...importer, leaveOut: new Set([join(root, "packages/shared")]) });
    expect(pathsOf(listed)).toEqual(["package.json", "schema", "shared/index.js"]);
    expect(listed.problems).toEqual([]);
  });

  test("into a node_modules or an output are left out", async () => {
    const root = database(
      {
        "package.json": "{}",
        vendor: link("../../node_modules/ms"),
        own: link("node_modules/semver"),
        bundle: link("../../.lambda-pack/database"),
        "node_modules/semver/index.js": "",
      },
      { "node_modules/ms/index.js": "", ".lambda-pack/database/index.js": "" },
    );
    const listed = await list(root, importer);
    expect(pathsOf(listed)).toEqual(["package.json"]);
    expect(listed.problems).toMatchObject([
      { kind: "link-leaves-package", path: "bundle" },
      { kind: "link-leaves-package", path: "own" },
      { kind: "link-leaves-package", path: "vendor", target: "../../node_modules/ms" },
    ]);
  });

  test("that lead nowhere are told, and the pack goes on", async () => {
    const root = lodash({ "package.json": "{}", gone: link("nowhere/a"), under: link("package.json/a") });
    expect((await list(root, thirdParty)).problems).toEqual([
      { kind: "dangling-link", package: "lodash@4.17.21", path: "gone", target: "nowhere/a" },
      { kind: "dangling-link", package: "lodash@4.17.21", path: "under", target: "package.json/a" },
    ]);
  });

  test("that lead back end there, whether by themselves or through one another", async () => {
    const root = lodash({
      "package.json": "{}",
      here: link("."),
      itself: link("itself"),
      a: { b: link("../c") },
      c: { d: link("../a"), "f.js": "" },
    });
    const listed = await list(root, thirdParty);
    expect(pathsOf(listed)).toEqual(["a/b/f.js", "c/f.js", "package.json"]);
    expect(listed.problems).toMatchObject([
      { kind: "link-loop", path: "a/b/d", target: "node_modules/lodash/a" },
      { kind: "link-loop", path: "c/d/b", target: "node_modules/lodash/c" },
      { kind: "link-loop", path: "here", target: "node_modules/lodash" },
      { kind: "link-loop", path: "itself", target: "itself" },
    ]);
  });

  test("that lead to the folder around the package end where it is met again", async () => {
    const root = database({ "package.json": "{}", around: link("..") }, { "packages/notes.md": "" });
    const leaveOut = new Set([join(root, "packages/database")]);
    const listed = await list(root, { ...importer, leaveOut });
    expect(pathsOf(listed)).toEqual(["around/notes.md", "package.json"]);
    expect(listed.problems).toMatchObject([
      { kind: "link-loop", path: "around/database", target: "packages/database" },
    ]);
  });

  test("a maze of links ends in an error, not in a run without end", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `room-${index}`);
    const rooms = names.map((name) => [name, Object.fromEntries(names.map((to) => [`to-${to}`, link(`../${to}`)]))]);
    const root = lodash({ "package.json": "{}", ...Object.fromEntries(rooms) });
    await expect(list(root, thirdParty)).rejects.toMatchObject({
      code: "LINK_LOOP",
      message: expect.stringContaining("node_modules/lodash"),
    });
  });

  test("do not matter for a package that is itself reached through one", async () => {
    const root = tree({ "real/package.json": "{}", "real/main.js": "", alias: link("real") });
    const listed = await list(root, { ...importer, dir: join(root, "real"), path: "real" });
    expect(pathsOf(listed)).toEqual(["main.js", "package.json"]);
  });
});

describe("names, modes and what is no file", () => {
  test("modes are those of the owner's execute bit and nothing else", async () => {
    const root = lodash({
      "package.json": withMode(0o600, "{}"),
      "bin/a": withMode(0o700, ""),
      "bin/b": withMode(0o677, ""),
      "bin/c": withMode(0o4755, ""),
    });
    const { files } = await list(root, thirdParty);
    expect(files.files.map(({ path, mode }) => [path, mode.toString(8)])).toEqual([
      ["bin/a", "755"],
      ["bin/b", "644"],
      ["bin/c", "755"],
      ["package.json", "644"],
    ]);
  });

  test("the order is that of code units, whatever the disk's or a locale's", async () => {
    const root = lodash({
      "package.json": "",
      "ä.js": "",
      "z.js": "",
      "Z.js": "",
      "a-b/c": "",
      "a/c": "",
      "\u{1f600}": "",
      "\uff5e": "",
    });
    expect(pathsOf(await list(root, thirdParty))).toEqual([
      "Z.js",
      "a-b/c",
      "a/c",
      "package.json",
      "z.js",
      "ä.js",
      "\u{1f600}",
      "\uff5e",
    ]);
  });

  test("spaces, brackets, leading dots, colons and long names are ordinary", async () => {
    const long = `${"n".repeat(200)}.js`;
    const names = [
      " lead.js",
      "...dots",
      "[...id].js",
      "a b.js",
      "a:b.js",
      long,
      "package.json",
      "{x,y}.js",
      "é",
      "trail ",
    ];
    const root = lodash(Object.fromEntries(names.map((name) => [name, ""])));
    expect(pathsOf(await list(root, thirdParty))).toEqual(names.toSorted());
  });

  test("sockets, fifos and devices are left out with a problem", async () => {
    const root = lodash({ "package.json": "{}" });
    execFileSync("mkfifo", [join(root, "node_modules/lodash/pipe")]);
    symlinkSync("pipe", join(root, "node_modules/lodash/pipe-link"));
    const listed = await list(root, thirdParty);
    expect(pathsOf(listed)).toEqual(["package.json"]);
    expect(listed.problems).toEqual([
      { kind: "special-file", package: "lodash@4.17.21", path: "pipe", target: "fifo" },
      { kind: "special-file", package: "lodash@4.17.21", path: "pipe-link", target: "fifo" },
    ]);
  });

  test.each([["file"], ["directory"], ["link"]])("the name of a %s that is not UTF-8 is an error", async (kind) => {
    const root = lodash({ "package.json": "{}", lib: {} });
    const name = Buffer.concat([Buffer.from(join(root, "node_modules/lodash/lib/caf")), Buffer.from([0xe9])]);
    if (kind === "file") writeFileSync(name, "");
    else if (kind === "link") symlinkSync("x", name);
    else mkdirSync(name);
    await expect(list(root, thirdParty)).rejects.toMatchObject({
      code: "FILE_NAME_NOT_UTF8",
      message: String.raw`The file name node_modules/lodash/lib/caf\xe9 is not UTF-8.`,
    });
    expect(pathsOf(await list(root, { ...thirdParty, exclude: ["lib/**"] }))).toEqual(["package.json"]);
  });

  test("a name that is not UTF-8 is an error for an importer with a files list too, unless the list leaves it out", async () => {
    const root = database({ "package.json": "{}", dist: {}, "lib/a.js": "" });
    writeFileSync(Buffer.concat([Buffer.from(join(root, "packages/database/dist/caf")), Buffer.from([0xe9])]), "");
    const withFiles = (files: readonly string[]) => list(root, { ...importer, manifest: manifest({ files }) });
    await expect(withFiles(["dist"])).rejects.toMatchObject({ code: "FILE_NAME_NOT_UTF8" });
    expect(pathsOf(await withFiles(["lib"]))).toEqual(["lib/a.js", "package.json"]);
  });

  test.each([["back\\slash.js"], ["line\nbreak"], ["del\u007f"]])("the name %j is an error", async (name) => {
    const root = lodash({ "package.json": "{}", [name]: "" });
    await expect(list(root, thirdParty)).rejects.toMatchObject({
      code: "FILE_NAME_UNSAFE",
      message: `The name of ${JSON.stringify(`node_modules/lodash/${name}`)} has a backslash or a control character.`,
    });
  });
});

describe("what cannot be read", () => {
  test.each([
    ["lib/a.js", "node_modules/lodash/lib/a.js cannot be read: permission denied (EACCES)."],
    ["lodash/lib", "node_modules/lodash/lib cannot be read: permission denied (EACCES)."],
    ["node_modules/lodash", "node_modules/lodash cannot be read: permission denied (EACCES)."],
  ])("%s is named with the system's reason", async (part, message) => {
    const root = lodash({ "package.json": "{}", "lib/a.js": "" });
    await expect(list(root, { ...thirdParty, fs: failing(part, "EACCES") })).rejects.toMatchObject({
      code: "FILE_UNREADABLE",
      message,
    });
  });

  test("is an error even where excluded files surround it, but not when it is excluded itself", async () => {
    const root = lodash({ "package.json": "{}", "lib/a.js": "", "lib/b.js": "" });
    const fs = failing("lib/a.js", "EIO");
    await expect(list(root, { ...thirdParty, fs, exclude: ["lib/b.js"] })).rejects.toMatchObject({
      code: "FILE_UNREADABLE",
    });
    expect(pathsOf(await list(root, { ...thirdParty, fs, exclude: ["lib/a.js"] }))).toEqual([
      "lib/b.js",
      "package.json",
    ]);
  });

  test("a disk that fails at call n ends in an error that names the path, for every n", async () => {
    const root = lodash({ "package.json": "{}", "lib/a.js": "", twin: link("lib"), alias: link("package.json") });
    const errors: unknown[] = [];
    for (let at = 1; ; at += 1) {
      const { fs, failed } = failingFileSystem(diskFileSystem, { at, code: "EIO" });
      const error: unknown = await list(root, { ...thirdParty, fs }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (failed() === undefined) break;
      errors.push(error);
    }
    expect(errors.length).toBeGreaterThan(8);
    for (const error of errors) {
      expect(error).toMatchObject({
        code: "FILE_UNREADABLE",
        message: expect.stringMatching(/^node_modules\/lodash.* cannot be read: input\/output error \(EIO\)\.$/u),
      });
    }
  });

  test("a file that vanishes during the walk is a change", async () => {
    const root = lodash({ "package.json": "{}", "lib/a.js": "" });
    await expect(list(root, { ...thirdParty, fs: failing("lib/a.js", "ENOENT") })).rejects.toMatchObject({
      code: "FILE_CHANGED",
      message: "node_modules/lodash/lib/a.js vanished while it was being packed.",
    });
  });
});

test("size and time of each file are those of the disk, and the sum is told", async () => {
  const root = lodash({ "package.json": "{}", "a.txt": "twelve bytes" });
  chmodSync(join(root, "node_modules/lodash/a.txt"), 0o755);
  const { files } = await list(root, thirdParty);
  const source = join(root, "node_modules/lodash/a.txt");
  const { mtimeMs, ctimeMs, ino, dev } = statSync(source);
  expect(files.files[0]).toEqual({ path: "a.txt", mode: 0o755, size: 12, mtimeMs, ctimeMs, ino, dev, source });
  expect(files.bytes).toBe(14);
});

/** The disk, but whatever ends so cannot be looked at. */
function failing(part: string, code: string): FileSystem {
  const check = (path: unknown) => {
    if (String(path).endsWith(part)) throw Object.assign(new Error(code), { code });
  };
  return {
    ...diskFileSystem,
    lstatSync: ((path: string) => (check(path), diskFileSystem.lstatSync(path))) as FileSystem["lstatSync"],
    readdirSync: ((path: string, options: object) => (
      check(path),
      diskFileSystem.readdirSync(path, options)
    )) as FileSystem["readdirSync"],
  };
}

describe("files for other platforms", () => {
  const addons = {
    "index.js": "",
    "prebuilds/linux-x64/lodash.node": "linux",
    "prebuilds/darwin-arm64/lodash.node": "mac",
    "prebuilds/win32-x64/lodash.node": "windows",
  };
  const onlyPlatform = { os: "linux", cpu: "x64", libc: "glibc" };

  test("are left out of a third-party package where they are not wanted, and told as a sum", async () => {
    const root = tree({ "node_modules/lodash": addons });
    const listed = await list(root, { importer: false, onlyPlatform });
    expect(pathsOf(listed)).toEqual(["index.js", "prebuilds/linux-x64/lodash.node"]);
    expect(listed.files.bytes).toBe("linux".length);
    const told = { package: "lodash@4.17.21", platform: "linux x64 glibc", files: 2, bytes: "macwindows".length };
    expect(listed.problems).toEqual([{ kind: "platform-files-left-out", ...told }]);
  });

  test("stay in a package of the workspace, and where nothing is said", async () => {
    const root = tree({ "node_modules/lodash": addons, "packages/database": addons });
    const whole = await list(root, { importer: false });
    expect(pathsOf(whole)).toHaveLength(4);
    expect(whole.problems).toEqual([]);
    expect(pathsOf(await list(root, { importer: true, onlyPlatform }))).toHaveLength(4);
  });

  test("come back with include, and are not told where exclude names them", async () => {
    const root = tree({ "node_modules/lodash": addons });
    const back = await list(root, { importer: false, onlyPlatform, include: ["prebuilds/win32-*/**"] });
    expect(pathsOf(back)).toEqual(["index.js", "prebuilds/linux-x64/lodash.node", "prebuilds/win32-x64/lodash.node"]);
    expect(back.problems).toMatchObject([{ files: 1, bytes: "mac".length }]);
    const named = await list(root, { importer: false, onlyPlatform, exclude: ["prebuilds/{win32,darwin}-*/**"] });
    expect(named.problems).toEqual([]);
  });
});
