import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { behaviourOf } from "@lambda-pack/model";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { describe, expect, test } from "vitest";
import { openTree } from "../../src/resolve/bundle-tree.ts";
import { readPackageJsons } from "../../src/resolve/read-package-jsons.ts";
import { resolveSpecifier } from "../../src/resolve/resolve-specifier.ts";
import type { ResolveQuery, ResolverSource } from "../../src/resolve/resolver.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";

interface Question {
  readonly from: string;
  readonly specifier: string;
  readonly by: "require" | "import";
}

/** Path → text, or where a link leads. */
type Files = Readonly<Record<string, string | { readonly link: string }>>;

/** The path from the bundle's root, `builtin`, or undefined where nothing is found or may not be loaded. */
type Answer = string | undefined;

/** A world of files and what is asked in it. */
interface World {
  readonly files: Files;
  readonly questions: readonly Question[];
}

const fileNames = [
  "index.js",
  "main.js",
  "lib/index.js",
  "lib/a.js",
  "lib/a.json",
  "lib/b.mjs",
  "lib/c.cjs",
  "deep/x/y.js",
  "a.json",
  "z.node",
  "lib.js",
  "sp ace.js",
];
const subpaths = [
  "",
  "/lib",
  "/lib/",
  "/lib/a",
  "/lib/a.js",
  "/lib/b.mjs",
  "/main",
  "/feature",
  "/feature/a",
  "/feature/a.js",
  "/deep/x/y.js",
  "/package.json",
  "/lib/../main.js",
  "/.",
  "/sp%20ace.js",
];
const packageNames = ["arm", "leg", "@robot/head"];

const path = fc.constantFrom(
  "./main.js",
  "./lib/a.js",
  "./lib/b.mjs",
  "./lib/c.cjs",
  "./missing.js",
  "./lib",
  "./lib/",
  "main.js",
  "./lib/../main.js",
  "./node_modules/arm/index.js",
  "./sp%20ace.js",
  "../main.js",
  "",
);
const conditions = ["node", "require", "import", "default", "module-sync", "browser", "node-addons", "types"];
const targetOf = fc.letrec<{ target: unknown }>((tie) => ({
  target: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    path,
    fc.constant(null),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...conditions), tie("target")), {
        minLength: 1,
        maxLength: 3,
        selector: ([key]) => key,
      })
      .map((entries) => Object.fromEntries(entries)),
    fc.array(tie("target"), { maxLength: 2 }),
  ),
})).target;
const starTarget = fc.oneof(targetOf, fc.constantFrom("./lib/*", "./lib/*.js", "./*", "./deep/*/y.js", "./lib/*.mjs"));
const key = fc.constantFrom(
  ".",
  "./lib",
  "./lib/a",
  "./feature",
  "./feature/*",
  "./feature/*.js",
  "./*",
  "./lib/*",
  "./package.json",
  "./lib/",
);
const exportsField = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: targetOf },
  { weight: 4, arbitrary: fc.dictionary(key, starTarget, { minKeys: 1, maxKeys: 4 }) },
);
const importsField = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom("#arm", "#own", "#own/*", "#leg/*"),
      fc.oneof(starTarget, fc.constantFrom("arm", "leg/lib/a", "fs", "node:fs", "leg/*")),
      { minKeys: 1, maxKeys: 3 },
    ),
  },
);
const manifest = fc.record({
  main: fc.option(fc.constantFrom("main.js", "./lib", "lib/a", "missing", "lib/b.mjs", "./", ""), { nil: undefined }),
  type: fc.option(fc.constantFrom("module", "commonjs", "other"), { nil: undefined }),
  exports: exportsField,
  imports: importsField,
});
const packageFiles = fc.record({
  manifest,
  files: fc.subarray(fileNames, { minLength: 2 }),
  inner: fc.option(fc.constantFrom("module", "commonjs"), { nil: undefined }),
});

const places = [
  "",
  "node_modules/arm",
  "node_modules/leg",
  "node_modules/@robot/head",
  "node_modules/arm/node_modules/leg",
  "node_modules/leg/node_modules/@robot/head",
];
const specifier = fc.oneof(
  fc.tuple(fc.constantFrom(...packageNames, "robot"), fc.constantFrom(...subpaths)).map((parts) => parts.join("")),
  fc.constantFrom(
    ".",
    "..",
    "./",
    "../",
    "./lib",
    "./lib/",
    "./lib/a",
    "./main",
    "./main.js",
    "./lib.js",
    "../main.js",
    "../lib/a.json",
    "./deep/x",
    "./deep/..",
    "./a",
    "./sp ace.js",
    "./sp%20ace.js",
    "./main.js?v=1",
    "./z",
  ),
  fc.constantFrom(
    "#arm",
    "#own",
    "#own/a.js",
    "#leg/lib",
    "#none",
    "fs",
    "node:fs",
    "node:nothing",
    "fs/promises",
    "node:test",
    "test",
    "missing",
    "missing/x",
    "@robot",
    "%41rm",
    "",
    "arm\\x",
  ),
);
const world: fc.Arbitrary<World> = fc
  .record({
    packages: fc.tuple(...places.map(() => fc.option(packageFiles, { nil: undefined, freq: 5 }))),
    link: fc.boolean(),
    questions: fc.array(
      fc.record({
        from: fc.constantFrom(
          ...places.map((place) => (place === "" ? "entry.js" : `${place}/main.js`)),
          "lib/b.mjs",
          "deep/x/y.js",
        ),
        specifier,
        by: fc.constantFrom("require" as const, "import" as const),
      }),
      { minLength: 30, maxLength: 60 },
    ),
  })
  .map(({ packages, link, questions }) => {
    const files: Record<string, string | { link: string }> = { "entry.js": "" };
    for (const [index, each] of packages.entries()) {
      const place = places[index] ?? "";
      if (each === undefined) continue;
      const within = place === "" ? "" : `${place}/`;
      const name = place.split("node_modules/").at(-1) || "robot";
      files[`${within}package.json`] = JSON.stringify({ name, ...each.manifest });
      for (const file of each.files) files[within + file] = file.endsWith(".json") ? "{}" : "";
      if (each.inner !== undefined) files[`${within}lib/package.json`] = JSON.stringify({ type: each.inner });
    }
    if (link) {
      for (const name of Object.keys(files)) if (name.startsWith("node_modules/leg/")) delete files[name];
      files["node_modules/leg"] = { link: "arm" };
    }
    const from = (question: Question): boolean => files[question.from] !== undefined;
    return { files, questions: questions.filter(from) };
  });

/** Asks Node itself, with the flags that Lambda gives it: what it finds, and only where loading it is allowed. */
const oracle = `
import Module, { createRequire, isBuiltin } from "node:module";
import { readFileSync, realpathSync } from "node:fs";
import { pathToFileURL, fileURLToPath } from "node:url";
const worlds = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
for (const { root, questions, nodePath } of worlds) {
  const own = [];
  process.env.NODE_PATH = nodePath;
  Module._initPaths();
  for (const { from, specifier, by } of questions) {
    try {
      const found = by === "require" ? createRequire(root + "/" + from).resolve(specifier)
        : import.meta.resolve(specifier, pathToFileURL(root + "/" + from).href);
      if (by === "require") {
        if (!found.startsWith("/")) { own.push("builtin"); continue; }
        own.push(found.slice(root.length + 1));
      } else if (found.startsWith("node:")) own.push(isBuiltin(found) ? "builtin" : null);
      else {
        const path = realpathSync(fileURLToPath(found));
        readFileSync(path);
        own.push(path.slice(root.length + 1));
      }
    } catch (error) {
      own.push(null);
    }
  }
  answers.push(own);
}
console.log(JSON.stringify(answers));
`;

/** Milliseconds: thousands of files are written. */
const SLOW = 120_000;
const withoutFlags = ["--experimental-import-meta-resolve", "--no-warnings"];
const flagsOfLambda = ["--no-experimental-require-module", "--no-experimental-detect-module", ...withoutFlags];

describe("a specifier leads where Node finds it, and nowhere where Node finds nothing", () => {
  test.each([
    { name: "as Lambda starts it", flags: flagsOfLambda, nodePath: false, moduleSync: false },
    {
      name: "with packages in a directory that NODE_PATH names",
      flags: flagsOfLambda,
      nodePath: true,
      moduleSync: false,
    },
    { name: "as it is here, where require loads ES modules", flags: withoutFlags, nodePath: false, moduleSync: true },
  ])(
    "$name",
    async ({ flags, nodePath, moduleSync }) => {
      const directory = temporaryDirectory();
      const worlds = fc.sample(world, { numRuns: 60, seed: 5 }).map(({ files, questions }, index) => {
        const root = join(directory, String(index));
        writeWorld(root, files);
        // Of ES modules, Node itself does not know NODE_PATH.
        const asked = nodePath ? questions.filter(({ by }) => by === "require") : questions;
        return { root, files, questions: asked };
      });
      const theirs = askNode(worlds, flags, nodePath);

      const differences: string[] = [];
      let found = 0;
      for (const [index, { files, questions }] of worlds.entries()) {
        const source = await sourceOf(files, nodePath ? [SEARCHED] : []);
        for (const [at, question] of questions.entries()) {
          const expected = theirs[index]?.[at] ?? undefined;
          const answer = answerOf(source, { ...question, moduleSync });
          if (expected !== undefined) found += 1;
          if (answer !== expected)
            differences.push(JSON.stringify({ question, answer, expected, files }, undefined, 1));
        }
      }
      expect(differences.slice(0, 1)).toEqual([]);
      expect(found).toBeGreaterThan(100);
    },
    SLOW,
  );
});

/** A directory of each world in which NODE_PATH lets Node look. */
const SEARCHED = "node_modules/arm/node_modules";

interface Asked {
  readonly root: string;
  readonly questions: readonly Question[];
}

function askNode(
  worlds: readonly Asked[],
  flags: readonly string[],
  nodePath: boolean,
): readonly (readonly (Answer | null)[])[] {
  const output = execFileSync(process.execPath, [...flags, "--input-type=module", "-e", oracle], {
    input: JSON.stringify(
      worlds.map(({ root, questions }) => ({ root, questions, nodePath: nodePath ? join(root, SEARCHED) : "" })),
    ),
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(output.toString());
}

function answerOf(source: ResolverSource, question: ResolveQuery): Answer {
  const found = resolveSpecifier(source, question);
  if (found.kind === "builtin") return "builtin";
  return found.kind === "file" ? found.path : undefined;
}

async function sourceOf(files: Files, searchPaths: readonly string[]): Promise<ResolverSource> {
  const opened = openedBundle(files);
  const packageJsons = await readPackageJsons(opened, undefined);
  return { tree: openTree(opened.bundle), packageJsons, runtime: behaviourOf("nodejs22.x"), searchPaths };
}

function writeWorld(root: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    if (typeof content === "string") writeFileSync(join(root, name), content);
    else symlinkSync(content.link, join(root, name));
  }
}

test("a main that leads nowhere ends the search, a package without a file does not", async () => {
  const files = {
    "node_modules/arm/package.json": "{}",
    "node_modules/arm/index.js": "",
    "node_modules/leg/node_modules/arm/package.json": '{ "main": "missing.js" }',
    "node_modules/leg/node_modules/arm/x.js": "",
    "node_modules/leg/main.js": "",
  };
  const asked = { from: "node_modules/leg/main.js", by: "require" } as const;
  expect(answerOf(await sourceOf(files, []), { ...asked, specifier: "arm" })).toBeUndefined();
  const empty = { ...files, "node_modules/leg/node_modules/arm/package.json": "{}" };
  expect(answerOf(await sourceOf(empty, []), { ...asked, specifier: "arm" })).toBe("node_modules/arm/index.js");
  expect(answerOf(await sourceOf(empty, []), { ...asked, specifier: "arm", by: "import" })).toBeUndefined();
});

test("import undoes escapes, but not those of slashes", async () => {
  const source = await sourceOf({ "lib/sp ace.js": "", "lib%2fa.js": "", "lib/a.js": "" }, []);
  const asked = { from: "index.js", by: "import" } as const;
  expect(answerOf(source, { ...asked, specifier: "./lib/sp%20ace.js?v=1#top" })).toBe("lib/sp ace.js");
  expect(answerOf(source, { ...asked, specifier: "./lib%2fa.js" })).toBeUndefined();
  expect(answerOf(source, { ...asked, specifier: "./lib/%ff.js" })).toBeUndefined();
  expect(answerOf(source, { ...asked, specifier: "./lib%2fa.js", by: "require" })).toBe("lib%2fa.js");
});

test("paths below the task root are those of the bundle, others are not judged", async () => {
  const source = await sourceOf({ "lib/a.js": "" }, []);
  const asked = { from: "index.js", by: "require" } as const;
  expect(resolveSpecifier(source, { ...asked, specifier: "/var/task/lib/a" })).toEqual({
    kind: "file",
    path: "lib/a.js",
  });
  expect(resolveSpecifier(source, { ...asked, specifier: "/var/task/lib/b" })).toMatchObject({ kind: "unresolved" });
  expect(resolveSpecifier(source, { ...asked, specifier: "/opt/nodejs/a" })).toEqual({ kind: "outside" });
  expect(resolveSpecifier(source, { ...asked, by: "import", specifier: "data:text/javascript," })).toEqual({
    kind: "outside",
  });
  expect(resolveSpecifier(source, { ...asked, specifier: "../a" })).toMatchObject({ kind: "unresolved" });
});
