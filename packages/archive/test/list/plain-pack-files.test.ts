import { emptyManifest } from "@lambda-pack/model";
import type { Manifest } from "@lambda-pack/model";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { npmPackFiles } from "../../src/list/npm-pack-files.ts";
import { plainPackFiles } from "../../src/list/plain-pack-files.ts";
import { walkPackage } from "../../src/walk/walk-package.ts";
import { manifest } from "../manifest.ts";
import { link, tree, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

/** What of a package's folder is packed by the plain rules; undefined where npm has to be asked. */
function plainly(dir: string, fields: Partial<Manifest>): readonly string[] | undefined {
  const { candidates } = walkPackage(walkOptions(dir, fields));
  const isPacked = plainPackFiles(candidates, manifest(fields));
  return isPacked && candidates.filter(isPacked).map(({ path }) => path);
}

async function byNpm(dir: string, fields: Partial<Manifest>): Promise<readonly string[]> {
  const options = walkOptions(dir, fields);
  const isPacked = await npmPackFiles(options);
  return walkPackage(options)
    .candidates.filter(isPacked)
    .map(({ path }) => path);
}

function walkOptions(dir: string, fields: Partial<Manifest>) {
  const own = { importer: true, manifest: manifest(fields), bundled: [], leaveOut: new Set<string>() };
  return { dir, label: "database@1.0.0", path: "packages/database", root: dir, ...own };
}

const ordinary = ["lib", "dist", "index.js", "index", "a.js", "README.md", "license", "node_modules"];
const tricky = [".npmignore", ".gitignore", ".hidden", "CVS", "a.orig", "npm-debug.log", "Lib", "Index.js", "readme.d"];
const rare = [
  "build",
  "config.gypi",
  "archived-packages",
  "yarn.lock",
  "README",
  "readme.a~",
  "licence.orig",
  "readme.a*b",
];

const names = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom(...ordinary) },
  { weight: 2, arbitrary: fc.constantFrom(...tricky) },
  { weight: 2, arbitrary: fc.constantFrom(...rare) },
);
const paths = fc.uniqueArray(
  fc.array(names, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/")),
  { maxLength: 12 },
);

/** Files at these paths, but for those below another one's, and below what npm takes for rules. Each that holds rules holds some. */
function treeOf(files: readonly string[]): Tree {
  const isBelowAnother = (path: string) => files.some((other) => path.startsWith(`${other}/`));
  const kept = files.filter((path) => !isBelowAnother(path) && !/ignore\//u.test(path));
  return { ...Object.fromEntries(kept.map((path) => [path, "a.js\n!index\nlib\n"])), "package.json": "{}" };
}

const entryPoint = fc.option(
  fc.constantFrom("index.js", "./index", "lib", "lib/index.js", "./dist/a.js", "README.md", "lib/../a.js", "Index.js"),
  { nil: undefined, freq: 2 },
);
const plainEntry = fc.constantFrom(
  ..."lib dist/ ./lib /dist index.js ./a.js README.md lib/** dist/* dist/**/*".split(" "),
);
const oddEntry = fc.constantFrom(
  ..."missing Lib build archived-packages yarn.lock npm-debug.log a.js/ lib/a.js".split(" "),
);
const globEntry = fc.constantFrom(..."*.js !a.js . ./ ** index{,.js} CVS node_modules lib/index a*b".split(" "));
const lists = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: plainEntry },
    { weight: 2, arbitrary: oddEntry },
    { weight: 1, arbitrary: globEntry },
  ),
  { maxLength: 3 },
);
const manifests = fc.record({
  files: lists,
  main: entryPoint,
  browser: entryPoint,
  bin: fc.array(entryPoint, { maxLength: 1 }),
});

describe("plainPackFiles", () => {
  test("packs what npm packs, wherever it does not leave the answer to npm", { timeout: 60_000 }, async () => {
    const runs = 600;
    let answered = 0;
    const property = fc.asyncProperty(paths, manifests, async (files, { bin, ...rest }) => {
      await inTemporaryDirectory(async (dir) => {
        writeTree(dir, treeOf(files));
        const own = { ...rest, bin: bin.filter((path) => path !== undefined) };
        const packed = plainly(dir, own);
        if (packed === undefined) return;
        answered += 1;
        expect(packed).toEqual(await byNpm(dir, own));
      });
    });
    await fc.assert(property, { numRuns: runs });
    expect(answered).toBeGreaterThan(runs / 5);
  });

  test("knows folders, files, entry points and documents", () => {
    const dir = tree(
      treeOf(["lib/a/b.js", "lib/index.js", "index.js", "src/a.js", "Readme.md", "LICENSE", "notes.md"]),
    );
    expect(plainly(dir, { files: ["./lib/"], main: "./index.js" })?.toSorted()).toEqual([
      "LICENSE",
      "Readme.md",
      "index.js",
      "lib/a/b.js",
      "lib/index.js",
      "package.json",
    ]);
  });

  test.each([
    ["a glob", ["lib/*.js"], {}],
    ["a path below the top", ["lib/deep"], {}],
    ["an exception", ["lib", "!lib/a.js"], {}],
    ["an entry point in a folder that is not packed", ["lib"], { main: "src/index.js" }],
  ])("leaves %s to npm", (_, files, rest) => {
    const dir = tree(treeOf(["lib/a.js", "lib/deep/a.js", "src/index.js"]));
    expect(plainly(dir, { ...emptyManifest, files, ...rest })).toBeUndefined();
  });

  test("leaves a folder with rules of its own, and links, to npm", () => {
    const withRules = tree(treeOf(["lib/a.js", "lib/.npmignore"]));
    const withLink = tree({ ...treeOf(["lib/a.js"]), "lib/b.js": link("a.js") });
    expect(plainly(withRules, { files: ["lib"] })).toBeUndefined();
    expect(plainly(withLink, { files: ["lib"] })).toBeUndefined();
  });
});
