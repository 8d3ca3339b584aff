import type { Bundle } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { bundleWith, edgesOf, link, packageAt, packageOf } from "../zip/opened.ts";
import type { Contents } from "../zip/opened.ts";

const pkg = (name: string, version: string, fields: object = {}) => ({ name, version, ...fields });
const places = ({ places: all }: Bundle) => Object.fromEntries(all);
const owners = ({ entries }: Bundle) => Object.fromEntries(entries.map(({ path, place }) => [path, place]));

const below = (folder: string, contents: Contents) =>
  Object.fromEntries(Object.entries(contents).map(([path, content]) => [`${folder}/${path}`, content]));

describe("packages", () => {
  test("are the folders in node_modules that have a package.json, scoped ones too, and the target", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0"),
      "node_modules/lens/package.json": pkg("lens", "2.0.0"),
      "node_modules/@bay/lamp/package.json": pkg("@bay/lamp", "3.0.0"),
      "node_modules/@bay/lamp/node_modules/lens/package.json": pkg("lens", "1.0.0"),
    });
    expect(places(bundle)).toEqual({
      "": "beam@1.0.0",
      "node_modules/@bay/lamp": "@bay/lamp@3.0.0",
      "node_modules/@bay/lamp/node_modules/lens": "lens@1.0.0",
      "node_modules/lens": "lens@2.0.0",
    });
    expect([...bundle.packages.keys()]).toEqual(["@bay/lamp@3.0.0", "beam@1.0.0", "lens@1.0.0", "lens@2.0.0"]);
    expect([...bundle.packages.values()].filter(({ importer }) => importer)).toMatchObject([{ id: "beam@1.0.0" }]);
  });

  test("a package.json elsewhere is a file like any other", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0"),
      "dist/esm/package.json": { type: "module" },
      "node_modules/lens/esm/package.json": { type: "module" },
      "node_modules/lens/package.json": pkg("lens", "1.0.0"),
      "node_modules/.bin/package.json": "no JSON",
      "node_modules/@bay/package.json": "no JSON",
    });
    expect(Object.keys(places(bundle))).toEqual(["", "node_modules/lens"]);
    expect(owners(bundle)).toMatchObject({
      "dist/esm/package.json": "",
      "node_modules/lens/esm/package.json": "node_modules/lens",
    });
  });

  test("a folder without package.json belongs to the package around it, and so does a stub", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { fog: "1", mist: "1" } }),
      "node_modules/fog/index.js": "",
      "node_modules/mist/package.json": { mocked: true },
    });
    expect(edgesOf(bundle)).toEqual(["beam@1.0.0"]);
    expect(bundle.packages.get(bundle.target)).toMatchObject({ files: 3 });
  });

  test("node_modules deeper inside of a package is content of it; inside of the target it is looked into", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { lens: "1" } }),
      "functions/node_modules/lamp/package.json": pkg("lamp", "1.0.0"),
      "node_modules/lens/package.json": pkg("lens", "1.0.0"),
      "node_modules/lens/test/node_modules/fake/package.json": pkg("fake", "1.0.0"),
    });
    expect(Object.keys(places(bundle))).toEqual(["", "functions/node_modules/lamp", "node_modules/lens"]);
    expect(packageAt(bundle, "node_modules/lens")).toMatchObject({
      files: 2,
    });
  });

  test("names and versions that are missing come from the folder, and are 0.0.0", async () => {
    const bundle = await bundleWith({
      "package.json": {},
      "node_modules/@bay/lens/package.json": {},
      "node_modules/@prisma/client/package.json": pkg("@prisma/client", "5.0.0"),
      "node_modules/.prisma/client/index.js": "",
    });
    expect(edgesOf(bundle)).toEqual([
      ".prisma/client@0.0.0",
      "@bay/lens@0.0.0",
      "@prisma/client@5.0.0 -> optional .prisma/client@0.0.0",
      "lighthouse@0.0.0",
    ]);
  });
});

describe("the root", () => {
  const lens = { "node_modules/lens/package.json": pkg("lens", "1.0.0"), "node_modules/lens/a.js": "" };

  test("is nodejs in a layer, whatever lies beside it", async () => {
    const bundle = await bundleWith({ "bin/tool": "", ...below("nodejs", lens) });
    expect(bundle).toMatchObject({ root: "nodejs", target: "lighthouse@" });
    expect(edgesOf(bundle)).toEqual(["lens@1.0.0", "lighthouse@ -> lens@1.0.0"]);
    expect(owners(bundle)).toMatchObject({
      "bin/tool": "nodejs",
      "nodejs/node_modules/lens/a.js": "nodejs/node_modules/lens",
    });
  });

  test("is the prefix that all of a bundle lies under, or the folder that was zipped with what is in it", async () => {
    const bundle = await bundleWith(
      below("opt/beam", { "package.json": pkg("beam", "1.0.0", { dependencies: { lens: "1" } }), ...lens }),
    );
    expect(bundle).toMatchObject({ root: "opt/beam", target: "beam@1.0.0" });
    expect(edgesOf(bundle)).toEqual(["beam@1.0.0 -> lens@1.0.0", "lens@1.0.0"]);
  });

  test("is the top where anything else lies there", async () => {
    expect(
      await bundleWith({ "index.js": "", ...below("beam", { "package.json": pkg("beam", "1.0.0") }) }),
    ).toMatchObject({ root: "", target: "lighthouse@" });
    expect(await bundleWith({ "src/index.js": "" })).toMatchObject({ root: "", target: "lighthouse@" });
    expect(await bundleWith({ "package.json": pkg("beam", "1.0.0"), ...below("nodejs", lens) })).toMatchObject({
      root: "",
      target: "beam@1.0.0",
    });
  });

  test("without a package.json, the target requires what no other package does, and one of each cycle", async () => {
    const bundle = await bundleWith({
      "index.js": "",
      "node_modules/beam/package.json": pkg("beam", "1.0.0", { dependencies: { lens: "1" } }),
      "node_modules/lens/package.json": pkg("lens", "1.0.0"),
      "node_modules/tide/package.json": pkg("tide", "1.0.0", { dependencies: { ebb: "1" } }),
      "node_modules/ebb/package.json": pkg("ebb", "1.0.0", { dependencies: { tide: "1" } }),
    });
    expect(edgesOf(bundle)).toContain("lighthouse@ -> beam@1.0.0, ebb@1.0.0");
    expect(bundle.packages.get(bundle.target)?.edges[0]).toEqual({
      name: "beam",
      kind: "dependencies",
      optional: false,
      range: "",
      declaredIn: "",
      to: "beam@1.0.0",
    });
  });
});

describe("edges", () => {
  test("lead where Node finds the name: nearest first, by alias, up to the zip's root", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { lens: "^2.0.0", old: "npm:lens@1" } }),
      "node_modules/lens/package.json": pkg("lens", "2.0.0", { dependencies: { glass: "1" } }),
      "node_modules/old/package.json": pkg("lens", "1.0.0", { dependencies: { glass: "2" } }),
      "node_modules/old/node_modules/glass/package.json": pkg("glass", "2.0.0"),
      "node_modules/glass/package.json": pkg("glass", "1.0.0"),
    });
    expect(edgesOf(bundle)).toEqual([
      "beam@1.0.0 -> lens@2.0.0, old=lens@1.0.0",
      "glass@1.0.0",
      "glass@2.0.0",
      "lens@1.0.0 -> glass@2.0.0",
      "lens@2.0.0 -> glass@1.0.0",
    ]);
    expect(packageOf(bundle, "lens@1.0.0")?.edges).toEqual([
      {
        name: "glass",
        kind: "dependencies",
        optional: false,
        range: "2",
        declaredIn: "node_modules/old/package.json",
        to: "glass@2.0.0",
      },
    ]);
  });

  test("are of each kind but for development; optional ones and peers only where they are found", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", {
        dependencies: { lens: "1", both: "1" },
        optionalDependencies: { both: "1", absent: "1" },
        devDependencies: { mirror: "1" },
        peerDependencies: { glass: "1", pane: "1", missing: "1" },
        peerDependenciesMeta: { pane: { optional: true } },
      }),
      ...Object.fromEntries(
        ["lens", "both", "mirror", "glass", "pane"].map((name) => [
          `node_modules/${name}/package.json`,
          pkg(name, "1.0.0"),
        ]),
      ),
    });
    const edges = bundle.packages.get(bundle.target)?.edges.map(({ name, kind, optional }) => [name, kind, optional]);
    expect(edges).toEqual([
      ["both", "optionalDependencies", true],
      ["glass", "peerDependencies", false],
      ["lens", "dependencies", false],
      ["pane", "peerDependencies", true],
    ]);
    expect(packageOf(bundle, "mirror@1.0.0") !== undefined).toBe(true);
  });

  test("go through links to the real place, from where the next look-up starts", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { lens: "1", shared: "1" } }),
      "node_modules/lens": link(".pnpm/lens@1.0.0/node_modules/lens"),
      "node_modules/.pnpm/lens@1.0.0/node_modules/lens/package.json": pkg("lens", "1.0.0", {
        dependencies: { glass: "1" },
      }),
      "node_modules/.pnpm/lens@1.0.0/node_modules/glass": link("../../glass@1.0.0/node_modules/glass"),
      "node_modules/.pnpm/glass@1.0.0/node_modules/glass/package.json": pkg("glass", "1.0.0"),
      "node_modules/shared": link("../packages/shared"),
      "packages/shared/package.json": pkg("shared", "1.0.0", { dependencies: { lens: "1", beam: "1" } }),
      "packages/shared/node_modules/beam": link("../../.."),
    });
    expect(edgesOf(bundle)).toEqual([
      "beam@1.0.0 -> lens@1.0.0, shared@1.0.0",
      "glass@1.0.0",
      "lens@1.0.0 -> glass@1.0.0",
      "shared@1.0.0 -> beam@1.0.0, lens@1.0.0",
    ]);
    expect(places(bundle)).toMatchObject({
      "node_modules/lens": "lens@1.0.0",
      "packages/shared": "shared@1.0.0",
      "packages/shared/node_modules/beam": "beam@1.0.0",
    });
    expect(packageOf(bundle, "lens@1.0.0")?.paths).toEqual(["node_modules/.pnpm/lens@1.0.0/node_modules/lens"]);
    expect(owners(bundle)).toMatchObject({
      "node_modules/lens": "",
      "packages/shared/package.json": "packages/shared",
    });
  });

  test.each([
    ["out of the zip", "../../node_modules/real"],
    ["to an absolute path", "/real"],
    ["to nothing", "fog"],
    ["to itself", "lens"],
    ["to a file", "real/package.json"],
  ])("a link that leads %s leads to no package", async (_, target) => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { lens: "1" } }),
      "node_modules/lens": link(target),
      "node_modules/real/package.json": pkg("real", "1.0.0"),
    });
    expect(edgesOf(bundle)).toEqual(["beam@1.0.0", "real@1.0.0"]);
  });

  test("a node_modules in node_modules is no place to look in", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { lens: "1" } }),
      "node_modules/lens/package.json": pkg("lens", "1.0.0", { dependencies: { glass: "1" } }),
      "node_modules/node_modules/glass/package.json": pkg("glass", "1.0.0"),
    });
    expect(edgesOf(bundle)).toEqual(["beam@1.0.0 -> lens@1.0.0", "glass@1.0.0", "lens@1.0.0"]);
  });

  test("names that are no names lead nowhere", async () => {
    const dependencies = {
      "..": "1",
      "../lens": "1",
      "lens/../lens": "1",
      "lens/node_modules/glass": "1",
      "": "1",
      ".bin": "1",
      constructor: "1",
      lens: "1",
    };
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies }),
      "node_modules/lens/package.json": pkg("lens", "1.0.0"),
      "node_modules/lens/node_modules/glass/package.json": pkg("glass", "1.0.0"),
      "node_modules/.bin/package.json": pkg("bin", "1.0.0"),
    });
    expect(edgesOf(bundle)).toEqual(["beam@1.0.0 -> lens@1.0.0", "glass@1.0.0", "lens@1.0.0"]);
  });
});

describe("bundled packages", () => {
  const inside: Contents = {
    "node_modules/lamp/node_modules/wick/package.json": pkg("wick", "1.0.0", { dependencies: { oil: "1", lens: "1" } }),
    "node_modules/lamp/node_modules/oil/package.json": pkg("oil", "1.0.0"),
    "node_modules/lamp/node_modules/other/package.json": pkg("other", "1.0.0"),
    "node_modules/lens/package.json": pkg("lens", "1.0.0"),
  };
  const target = { "package.json": pkg("beam", "1.0.0", { dependencies: { lamp: "1" } }) };

  test.each([
    ["bundleDependencies", ["wick"]],
    ["bundledDependencies", ["wick"]],
    ["bundleDependencies", true],
  ])(
    "%s: %j are files of their owner, with what they require in its folder; what they require elsewhere the owner requires",
    async (key, value) => {
      const lamp = pkg("lamp", "1.0.0", { dependencies: { wick: "1" }, [key]: value });
      const bundle = await bundleWith({ ...target, "node_modules/lamp/package.json": lamp, ...inside });
      expect(edgesOf(bundle)).toEqual([
        "beam@1.0.0 -> lamp@1.0.0",
        "lamp@1.0.0 -> lens@1.0.0",
        "lens@1.0.0",
        "other@1.0.0",
      ]);
      expect(packageOf(bundle, "lamp@1.0.0")).toMatchObject({ files: 3 });
      expect(packageOf(bundle, "lamp@1.0.0")?.edges[0]?.declaredIn).toBe(
        "node_modules/lamp/node_modules/wick/package.json",
      );
      expect(owners(bundle)).toMatchObject({ "node_modules/lamp/node_modules/oil/package.json": "node_modules/lamp" });
    },
  );

  test("may bundle others; their optional peers stay packages, and what one of all requires is required", async () => {
    const bundle = await bundleWith({
      ...target,
      ...inside,
      "node_modules/lamp/package.json": pkg("lamp", "1.0.0", {
        dependencies: { wick: "1" },
        optionalDependencies: { lens: "1" },
        bundleDependencies: ["wick"],
      }),
      "node_modules/lamp/node_modules/wick/package.json": pkg("wick", "1.0.0", {
        dependencies: { lens: "1" },
        peerDependencies: { other: "1" },
        peerDependenciesMeta: { other: { optional: true } },
        bundleDependencies: ["oil"],
      }),
      "node_modules/lamp/node_modules/wick/node_modules/oil/package.json": pkg("oil", "2.0.0"),
    });
    expect(edgesOf(bundle)).toEqual([
      "beam@1.0.0 -> lamp@1.0.0",
      "lamp@1.0.0 -> lens@1.0.0, optional other@1.0.0",
      "lens@1.0.0",
      "oil@1.0.0",
      "other@1.0.0",
    ]);
    expect(owners(bundle)).toMatchObject({
      "node_modules/lamp/node_modules/wick/node_modules/oil/package.json": "node_modules/lamp",
    });
  });

  test("are packages like any other where none bundles them, and where the target does", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { bundleDependencies: ["lens"] }),
      "node_modules/lamp/package.json": pkg("lamp", "1.0.0", { dependencies: { wick: "1" } }),
      ...inside,
    });
    expect(edgesOf(bundle)).toEqual([
      "beam@1.0.0 -> lens@1.0.0",
      "lamp@1.0.0 -> wick@1.0.0",
      "lens@1.0.0",
      "oil@1.0.0",
      "other@1.0.0",
      "wick@1.0.0 -> lens@1.0.0, oil@1.0.0",
    ]);
  });
});

describe("copies", () => {
  const copy = (dir: string, fields: object = {}, index = "light"): Contents => ({
    [`${dir}/package.json`]: pkg("lens", "1.0.0", fields),
    [`${dir}/index.js`]: index,
  });
  const target = { "package.json": pkg("beam", "1.0.0", { dependencies: { a: "1", b: "1" } }) };
  const ab = {
    "node_modules/a/package.json": pkg("a", "1.0.0", { dependencies: { lens: "1" } }),
    "node_modules/b/package.json": pkg("b", "1.0.0", { dependencies: { lens: "1" } }),
  };

  test("that are equal are one package", async () => {
    const bundle = await bundleWith({
      ...target,
      ...ab,
      ...copy("node_modules/a/node_modules/lens"),
      ...copy("node_modules/b/node_modules/lens"),
    });
    expect(packageOf(bundle, "lens@1.0.0")).toMatchObject({
      paths: ["node_modules/a/node_modules/lens", "node_modules/b/node_modules/lens"],
      files: 2,
    });
    expect(bundle.packages.size).toBe(4);
  });

  test("whose files differ are two, numbered as a walk from the target meets them", async () => {
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0", { dependencies: { b: "1", z: "1" } }),
      ...ab,
      "node_modules/z/package.json": pkg("z", "1.0.0", { dependencies: { a: "1" } }),
      ...copy("node_modules/a/node_modules/lens", {}, "dark"),
      ...copy("node_modules/b/node_modules/lens"),
    });
    expect(edgesOf(bundle).slice(0, 3)).toEqual([
      "a@1.0.0 -> lens@1.0.0#2",
      "b@1.0.0 -> lens@1.0.0",
      "beam@1.0.0 -> b@1.0.0, z@1.0.0",
    ]);
    expect(places(bundle)).toMatchObject({ "node_modules/a/node_modules/lens": "lens@1.0.0#2" });
  });

  test("whose modes differ are two", async () => {
    const run = { name: "", content: "light", unixMode: 0o100755 };
    const bundle = await bundleWith({
      ...target,
      ...ab,
      ...copy("node_modules/a/node_modules/lens"),
      ...copy("node_modules/b/node_modules/lens"),
      "node_modules/b/node_modules/lens/index.js": run,
    });
    expect(packageOf(bundle, "lens@1.0.0#2") !== undefined).toBe(true);
  });

  test("that resolve different packages are two, and so are their dependents", async () => {
    const inFolder = (name: string, glass: string): Contents => ({
      ...copy(`node_modules/${name}/node_modules/lens`, { dependencies: { glass: "*" } }),
      [`node_modules/${name}/package.json`]: pkg(name, "1.0.0"),
      [`node_modules/${name}/node_modules/glass/package.json`]: pkg("glass", glass),
      [`node_modules/${name}/node_modules/holder/package.json`]: pkg("holder", "1.0.0", {
        dependencies: { lens: "1" },
      }),
    });
    const bundle = await bundleWith({
      "package.json": pkg("beam", "1.0.0"),
      ...inFolder("a", "1.0.0"),
      ...inFolder("b", "2.0.0"),
      ...inFolder("c", "1.0.0"),
    });
    expect(edgesOf(bundle).slice(4)).toEqual([
      "glass@1.0.0",
      "glass@2.0.0",
      "holder@1.0.0 -> lens@1.0.0",
      "holder@1.0.0#2 -> lens@1.0.0#2",
      "lens@1.0.0 -> glass@1.0.0",
      "lens@1.0.0#2 -> glass@2.0.0",
    ]);
    expect(packageOf(bundle, "holder@1.0.0")?.paths).toEqual([
      "node_modules/a/node_modules/holder",
      "node_modules/c/node_modules/holder",
    ]);
  });
});

const lensIn = (folder: string, version: string, index: string): Contents => ({
  [`node_modules/${folder}/node_modules/lens/package.json`]: pkg("lens", version),
  [`node_modules/${folder}/node_modules/lens/index.js`]: index,
});

test("a version that looks like a number of ours keeps its id", async () => {
  const bundle = await bundleWith({
    ...lensIn("a", "1", "light"),
    ...lensIn("b", "1", "dark"),
    ...lensIn("c", "1#2", "dim"),
  });
  expect([...bundle.packages.keys()]).toEqual(["lens@1", "lens@1#2", "lens@1#3", "lighthouse@"]);
  expect(packageAt(bundle, "node_modules/c/node_modules/lens")).toMatchObject({ id: "lens@1#2", version: "1#2" });
});

describe("a package.json in a zip", () => {
  test("that is no JSON is named with line and column", async () => {
    const error = await packErrorOf(() => bundleWith({ "node_modules/lens/package.json": '{\n  "name": "lens",\n}' }));
    expect(error).toMatchObject({
      code: "ZIP_INVALID",
      message: 'lighthouse.zip/node_modules/lens/package.json:3:1 is not valid JSON: there is a comma before "}".',
    });
  });

  test("that is no object is an error", async () => {
    const error = await packErrorOf(() => bundleWith({ "package.json": "[]" }));
    expect(error).toMatchObject({
      code: "ZIP_INVALID",
      message: "lighthouse.zip/package.json:1:1 must hold a JSON object.",
    });
  });

  test("may begin with a byte order mark", async () => {
    expect(await bundleWith({ "package.json": '\uFEFF{"name":"beam","version":"1.0.0"}' })).toMatchObject({
      target: "beam@1.0.0",
    });
  });

  test("may have fields of wrong types, which count as absent", async () => {
    const manifest = {
      name: 7,
      version: ["1"],
      dependencies: ["lens"],
      optionalDependencies: "lens",
      peerDependencies: null,
      bundleDependencies: 5,
    };
    const bundle = await bundleWith({
      "package.json": manifest,
      "node_modules/lens/package.json": pkg("lens", "1.0.0"),
    });
    expect(edgesOf(bundle)).toEqual(["lens@1.0.0", "lighthouse@0.0.0"]);
  });

  test("that is larger than any is not read", async () => {
    const error = await packErrorOf(() => bundleWith({ "package.json": `{"a":"${"x".repeat(2 ** 20)}"}` }));
    expect(error).toMatchObject({ code: "ZIP_TOO_LARGE" });
  });
});
