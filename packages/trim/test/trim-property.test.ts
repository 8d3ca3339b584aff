import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openTree } from "@lambda-pack/scan";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { trimOf } from "./trim-of.ts";

const PACKAGES = 5;
const FILES = 5;
const packageName = fc.integer({ min: 0, max: PACKAGES - 1 }).map((index) => `p${index}`);
const fileName = fc.integer({ min: 0, max: FILES - 1 }).map((index) => (index === 0 ? "index" : `f${index}`));

const statement = fc.oneof(
  { weight: 6, arbitrary: fileName.map((file) => `require('./${file}')`) },
  { weight: 5, arbitrary: packageName.map((name) => `require('${name}')`) },
  { weight: 3, arbitrary: fc.tuple(packageName, fileName).map(([name, file]) => `require.resolve('${name}/${file}')`) },
  { weight: 2, arbitrary: fc.tuple(packageName, fileName).map(([name, file]) => `import('${name}/${file}.js')`) },
  { weight: 1, arbitrary: fc.constant("require(name)") },
  { weight: 1, arbitrary: fc.constant("require('./f' + name)") },
  { weight: 1, arbitrary: fc.constant("read(path.join(__dirname, 'f1.js'))") },
  { weight: 1, arbitrary: fc.constant("read(__dirname)") },
  { weight: 1, arbitrary: fc.constant("const x = ;") },
);
const codeText = fc.array(statement, { maxLength: 3 }).map((statements) => statements.join("; "));

const bundle = fc
  .record({
    own: codeText,
    dependencies: fc.array(fc.array(packageName, { maxLength: 3 }), { minLength: PACKAGES, maxLength: PACKAGES }),
    files: fc.array(fc.array(codeText, { minLength: FILES, maxLength: FILES }), {
      minLength: PACKAGES,
      maxLength: PACKAGES,
    }),
  })
  .map(({ own, dependencies, files }): BundleFiles => {
    const all: Record<string, string | { name: string }> = {
      "package.json": { name: "app", ...declared(["p0", "p1"]) },
      "index.js": own,
      "never.js": "",
    };
    for (const [index, texts] of files.entries()) {
      const name = `p${index}`;
      all[`node_modules/${name}/package.json`] = { name, ...declared(dependencies[index] ?? []) };
      for (const [at, each] of texts.entries()) all[`node_modules/${name}/${at === 0 ? "index" : `f${at}`}.js`] = each;
    }
    return all;
  });

function declared(names: readonly string[]): { readonly dependencies: Readonly<Record<string, string>> } {
  return { dependencies: Object.fromEntries(names.map((name) => [name, "1"])) };
}

/** What literals of the generated texts lead to, by a look-up of the test's own. */
function literalsOf(path: string, code: string, has: (path: string) => boolean): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return [...code.matchAll(/(?:require|resolve|import)\('([^']+)'\)/gu)].flatMap(([, specifier = ""]) => {
    const base = specifier.startsWith("./") ? `${folder}${specifier.slice(2)}` : `node_modules/${specifier}`;
    return [base, `${base}.js`, `${base}/index.js`].find(has) ?? [];
  });
}

test("what is kept is closed under literals, and own packages are whole", async () => {
  await fc.assert(
    fc.asyncProperty(bundle, async (files) => {
      const plan = await trimOf(files);
      const tree = openTree(openedBundle(files).bundle);
      const isFile = (path: string): boolean => tree.kindOf(path) === "file";
      for (const path of plan.kept.keys()) {
        const code = files[path];
        // A file with a syntax error loads nothing.
        if (typeof code !== "string" || code.includes("= ;")) continue;
        for (const target of literalsOf(path, code, isFile))
          expect([path, plan.left.get(target)]).toEqual([path, undefined]);
      }
      expect(plan.left.has("index.js") || plan.left.has("never.js")).toBe(false);
      expect(plan.kept.size + plan.left.size).toBe(Object.keys(files).length);
    }),
    { numRuns: 300 },
  );
});

test("a trimmed bundle is trimmed no further", async () => {
  await fc.assert(
    fc.asyncProperty(bundle, async (files) => {
      const plan = await trimOf(files);
      const trimmed = Object.fromEntries(Object.entries(files).filter(([path]) => plan.kept.has(path)));
      const again = await trimOf(trimmed);
      expect([...again.left.keys()]).toEqual([]);
      expect([...again.kept.keys()]).toEqual([...plan.kept.keys()]);
    }),
    { numRuns: 200 },
  );
});

test("more code keeps no less", async () => {
  await fc.assert(
    fc.asyncProperty(bundle, statement, async (files, added) => {
      fc.pre(!added.includes("= ;") && !ownText(files).includes("= ;"));
      // What own code never asks for by a literal is kept whole where somebody computes a name: here it asks for all.
      const code = `${ownText(files)}; require('p0'); require('p1')`;
      const before = await trimOf({ ...files, "index.js": code });
      const after = await trimOf({ ...files, "index.js": `${code}; ${added}` });
      for (const path of before.kept.keys()) expect([path, after.kept.has(path)]).toEqual([path, true]);
    }),
    { numRuns: 200 },
  );
});

function ownText(files: BundleFiles): string {
  const text = files["index.js"];
  return typeof text === "string" ? text : "";
}
