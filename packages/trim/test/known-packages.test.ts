import { describe, expect, test } from "vitest";
import type { FileClass } from "@lambda-pack/scan";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { knownPackages, nativeLoaders } from "../src/rules/known-packages.ts";
import type { KnownPackage } from "../src/rules/known-packages.ts";
import { codeOf, trimOf } from "./trim-of.ts";

const fileOf: Readonly<Record<FileClass, string>> = {
  declaration: "types.d.ts",
  map: "index.js.map",
  markdown: "README.md",
};

/** What nobody knows, with the same files. */
const UNKNOWN = "unheard-of";

/** A target that loads a package, and depends on a plugin that no literal names. */
function bundle(name: string, files: Readonly<Record<string, string>>): BundleFiles {
  const inside = Object.entries(files).map(([path, text]) => [`node_modules/${name}/${path}`, text] as const);
  return {
    "package.json": { name: "app", dependencies: { [name]: "1", plugin: "1", other: "1" } },
    "index.js": `require('${name}'); require('other')`,
    [`node_modules/${name}/package.json`]: { name, version: "1.0.0", main: "main.js", dependencies: { dep: "1" } },
    ...Object.fromEntries(inside),
    "node_modules/dep/package.json": { name: "dep", version: "1.0.0" },
    "node_modules/dep/lib/x.js": "",
    "node_modules/plugin/package.json": { name: "plugin", version: "1.0.0" },
    "node_modules/plugin/lib/x.js": "",
    "node_modules/other/package.json": { name: "other", version: "1.0.0" },
    "node_modules/other/index.js": "",
    "node_modules/other/types.d.ts": "",
    "node_modules/other/index.js.map": "",
    "node_modules/other/README.md": "",
  };
}

async function kept(name: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return codeOf(await trimOf(bundle(name, files)));
}

const rows = knownPackages.map((row) => [row.name, row] as const);
const present = (opened: readonly string[]) => Object.fromEntries(opened.map((path) => [path, ""]));
const having = (field: keyof KnownPackage) => rows.filter(([, row]) => row[field] !== undefined);

test.each(rows)("%s: the row names one package once, and the file that shows it", (name, { source, ...row }) => {
  expect(rows.filter(([other]) => other === name)).toHaveLength(1);
  expect(source).toMatch(/^[\w./-]+\.[cm]?js\b/u);
  // A row that changes nothing would be none.
  expect(Object.keys(row).length).toBeGreaterThan(1);
});

describe("whole: no file of it is left out but by its class", () => {
  test.each(having("whole"))("%s", async (name) => {
    const files = { "main.js": "", "lib/unreached.js": "", "data.json": "{}" };
    expect(await kept(name, files)).toEqual(expect.arrayContaining([`${name}/lib/unreached.js`, `${name}/data.json`]));
    expect(await kept(UNKNOWN, files)).toEqual(["other/index.js", `${UNKNOWN}/main.js`].toSorted());
  });
});

describe("reads: files of a class stay in it, though no literal names one", () => {
  test.each(having("reads"))("%s", async (name, { reads = [] }) => {
    for (const each of reads) {
      const files = { "main.js": "", [fileOf[each]]: "" };
      expect(await kept(name, files)).toContain(`${name}/${fileOf[each]}`);
      expect(await kept(UNKNOWN, files)).not.toContain(`${UNKNOWN}/${fileOf[each]}`);
    }
  });
});

describe("readsOfAll: files of a class stay in all packages", () => {
  test.each(having("readsOfAll"))("%s", async (name, { readsOfAll = [] }) => {
    for (const each of readsOfAll) {
      for (const mode of ["reachable", "files"] as const) {
        const plan = await trimOf(bundle(name, { "main.js": "" }), { mode });
        expect(codeOf(plan)).toContain(`other/${fileOf[each]}`);
      }
      expect(await kept(UNKNOWN, { "main.js": "" })).not.toContain(`other/${fileOf[each]}`);
    }
  });

  test.each(having("readsOfAll"))("%s, but not where nothing loads it", async (name, { readsOfAll = [] }) => {
    const files = { ...bundle(name, { "main.js": "" }), "index.js": "require('other')" };
    for (const each of readsOfAll) expect(codeOf(await trimOf(files))).not.toContain(`other/${fileOf[each]}`);
  });
});

describe("asksApplication: what these files compute keeps what the application depends on, not the package", () => {
  const cases = rows.flatMap(([name, { asksApplication = [] }]) =>
    asksApplication.map((file) => [name, file] as const),
  );

  test.each(cases)("%s, %s", async (name, file) => {
    const files = {
      "main.js": `require('./${file}')`,
      [file]: "module.exports = (name) => require(name)",
      "none.js": "",
    };
    const rest = ["other/index.js", "plugin/lib/x.js"];
    expect(await kept(name, files)).toEqual([`${name}/${file}`, `${name}/main.js`, ...rest].toSorted());
    // A path is the application's, too.
    const paths = { ...files, [file]: "module.exports = (name) => read(__dirname + name)" };
    expect(await kept(name, paths)).toEqual([`${name}/${file}`, `${name}/main.js`, "other/index.js"].toSorted());
    expect(await kept(UNKNOWN, files)).toEqual(expect.arrayContaining([`${UNKNOWN}/none.js`, "dep/lib/x.js"]));
  });

  test.each(cases)("%s, but not what a file beside %s computes", async (name) => {
    const files = {
      "main.js": "require('./beside')",
      "beside.js": "module.exports = (name) => require(name)",
      "none.js": "",
    };
    expect(await kept(name, files)).toEqual(expect.arrayContaining([`${name}/none.js`, "dep/lib/x.js"]));
  });

  test.each(cases)("%s, and its literals are followed in %s", async (name, file) => {
    const up = "../".repeat(file.split("/").length - 1) || "./";
    const files = {
      "main.js": `require('./${file}')`,
      [file]: `require('${up}used'); require('dep/lib/x')`,
      "used.js": "",
    };
    expect(await kept(name, files)).toEqual(expect.arrayContaining([`${name}/used.js`, "dep/lib/x.js"]));
  });
});

describe("forMakers: no class stays for what these files name", () => {
  const cases = rows.flatMap(([name, { forMakers = [] }]) => forMakers.map((file) => [name, file] as const));

  test.each(cases)("%s, %s", async (name, file) => {
    const files = { "main.js": "", [file]: "write('index.d.ts', all + '.d.ts')", "types.d.ts": "" };
    const inMode = async (of: string) => [...(await trimOf(bundle(of, files), { mode: "files" })).left.keys()];
    expect(await inMode(name)).toContain(`node_modules/${name}/types.d.ts`);
    expect(await inMode(UNKNOWN)).not.toContain(`node_modules/${UNKNOWN}/types.d.ts`);
  });
});

describe("a package that asks for a loader of native code is whole", () => {
  test.each([...nativeLoaders])("%s", async (loader) => {
    const files = { "main.js": `require('${loader}')`, "binding.gyp": "", "lib/x.js": "" };
    expect(await kept(UNKNOWN, files)).toEqual(
      expect.arrayContaining([`${UNKNOWN}/binding.gyp`, `${UNKNOWN}/lib/x.js`]),
    );
    const without = { ...files, "main.js": `require('${loader}-not')` };
    expect(await kept(UNKNOWN, without)).not.toContain(`${UNKNOWN}/lib/x.js`);
  });
});

describe("opens: what a file opens by a computed path is known", () => {
  const cases = having("opens").flatMap(([name, { opens = {} }]) =>
    Object.entries(opens).map(([file, opened]) => [name, file, opened] as const),
  );

  test.each(cases)("%s/%s", async (name, file, opened) => {
    const code = 'const at = __dirname + "/"; require("fs").readFileSync(at + name)';
    const files = { "main.js": `require("./${file}")`, [file]: code, ...present(opened), "dist/other.wasm": "" };
    const stays = ["main.js", file, ...opened].map((path) => `${name}/${path}`);
    expect(await kept(name, files)).toEqual(["other/index.js", ...stays].toSorted());
    expect(await kept(UNKNOWN, files)).toContain(`${UNKNOWN}/dist/other.wasm`);
  });

  // As a version of the package that opens something else would be.
  const written = 'let at = ""; if (isNode) at = __filename; module.exports = (name) => read(at + name)';

  test.each(cases)("%s is whole where what %s opens is not there", async (name, file) => {
    const files = { "main.js": `require('./${file}')`, [file]: written, "none.js": "", "none.wasm": "" };
    expect(await kept(name, files)).toEqual(expect.arrayContaining([`${name}/none.js`, `${name}/none.wasm`]));
  });

  test.each(cases)("%s is whole where another file than %s computes", async (name, _, opened) => {
    const files = { "main.js": written, "none.wasm": "", ...present(opened) };
    expect(await kept(name, files)).toContain(`${name}/none.wasm`);
  });

  test.each(cases)("%s is whole where %s computes the name of a module", async (name, file, opened) => {
    const computing = `${written}; exports.load = (name) => require(name)`;
    const files = { "main.js": `require('./${file}')`, [file]: computing, "none.js": "", ...present(opened) };
    expect(await kept(name, files)).toContain(`${name}/none.js`);
  });

  test.each(cases)("%s is whole where the application takes the directory of %s", async (name, file, opened) => {
    const own = `require('${name}'); const at = require('path').dirname(require.resolve('${name}')); read(at + '/' + file)`;
    const all = bundle(name, {
      "main.js": `require('./${file}')`,
      [file]: written,
      "none.wasm": "",
      ...present(opened),
    });
    expect(codeOf(await trimOf({ ...all, "index.js": own }))).toContain(`${name}/none.wasm`);
  });
});
