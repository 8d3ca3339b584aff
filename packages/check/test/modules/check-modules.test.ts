import type { Finding } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { checkModules } from "../../src/modules/check-modules.ts";
import type { ModuleOptions } from "../../src/modules/module-options.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles, OpenedBundleOptions } from "@lambda-pack/test-support/bundles/opened-bundle";

interface Asked extends OpenedBundleOptions, Partial<ModuleOptions> {}

async function check(
  files: BundleFiles,
  { runtime = "nodejs22.x", ...options }: Asked = {},
): Promise<readonly Finding[]> {
  return await checkModules(openedBundle(files, { origin: "workspace", ...options }), { runtime, ...options });
}

/** Severity, kind, place and specifier of each finding. */
async function lines(files: BundleFiles, options?: Asked): Promise<readonly string[]> {
  return (await check(files, options)).map((finding) =>
    [
      finding.severity,
      finding.kind,
      `${"path" in finding ? finding.path : finding.package}${"line" in finding ? `:${finding.line}` : ""}`,
      "specifier" in finding ? finding.specifier : "",
    ]
      .join(" ")
      .trim(),
  );
}

const json = JSON.stringify;
const target = json({
  name: "robot",
  version: "1.0.0",
  main: "index.js",
  dependencies: { arm: "1.0.0", shared: "1.0.0" },
});

describe("imports that do not resolve", () => {
  test("one that is loaded with the handler's file is an error, with the package.json that should declare it", async () => {
    const files = { "package.json": target, "index.js": "'use strict';\nconst leg = require('leg/knee');\n" };
    expect(await check(files)).toEqual([
      {
        kind: "unresolved-import",
        severity: "error",
        package: "robot@1.0.0",
        path: "index.js",
        line: 2,
        specifier: "leg/knee",
        reason: "no-package",
        name: "leg",
        shouldDeclare: "package.json",
        declared: false,
        when: "loading",
      },
    ]);
  });

  test("a package is named as other findings name it, whether or not its version is known, or there are two", async () => {
    const files = {
      "package.json": json({ name: "robot", version: "", main: "index.js", dependencies: { arm: "1.0.0", hand: "" } }),
      "index.js": "require('arm'); require('hand');",
      "node_modules/arm/package.json": json({ name: "arm", version: "1.0.0", dependencies: { hand: "1.0.0" } }),
      "node_modules/arm/index.js": "require('hand');",
      "node_modules/arm/node_modules/hand/package.json": json({ name: "hand", version: "1.0.0", author: "Ada" }),
      "node_modules/arm/node_modules/hand/index.js": "require('thumb');",
      "node_modules/hand/package.json": json({ name: "hand", version: "1.0.0" }),
      "node_modules/hand/index.js": "require('finger');",
    };
    const found = await check(files, { handler: "gone.handler" });
    expect(found.map((one) => [one.kind, "package" in one ? one.package : ""])).toEqual([
      ["unresolved-import", "hand@1.0.0"],
      ["unresolved-import", "hand@1.0.0"],
      ["handler-missing", "robot"],
    ]);
  });

  test("one that is loaded in a function is a warning, and so is all that is loaded by it", async () => {
    const files = {
      "package.json": target,
      "index.js": "exports.walk = () => require('./walk.js');",
      "walk.js": "require('leg');",
    };
    expect(await lines(files)).toEqual(["warning unresolved-import walk.js:1 leg"]);
  });

  test("nothing is said where the failure is caught, nor of what is loaded there", async () => {
    const files = {
      "package.json": target,
      "index.js": "try { require('leg'); require('./walk.js'); } catch { /* walks without */ }",
      "walk.js": "require('leg');",
    };
    expect(await lines(files)).toEqual([]);
  });

  test("a file that is loaded twice has the time that claims most", async () => {
    const files = {
      "package.json": target,
      "index.js":
        "try { require('./walk.js'); } catch {}\nexports.run = () => require('./walk.js');\nrequire('./go.js');",
      "go.js": "require('./walk.js');",
      "walk.js": "require('leg');",
    };
    expect(await lines(files)).toEqual(["error unresolved-import walk.js:1 leg"]);
  });

  test("files of the target that nothing loads give warnings, files of third-party packages nothing", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('arm');",
      "scripts/build.js": "require('leg');",
      "node_modules/arm/package.json": json({ name: "arm", version: "1.0.0" }),
      "node_modules/arm/index.js": "",
      "node_modules/arm/test.js": "require('tape');",
    };
    expect(await lines(files)).toEqual(["warning unresolved-import scripts/build.js:1 leg"]);
  });

  test("what third-party packages may ask for later without declaring it is a note, with declaring it a warning", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('arm');",
      "node_modules/arm/package.json": json({
        name: "arm",
        dependencies: { hand: "1" },
        devDependencies: { leg: "1" },
      }),
      "node_modules/arm/index.js":
        "exports.a = () => [require('hand'), require('leg'), require('knee'), require('./x')];",
    };
    expect(await lines(files)).toEqual([
      "warning unresolved-import node_modules/arm/index.js:1 ./x",
      "warning unresolved-import node_modules/arm/index.js:1 hand",
      "note unresolved-import node_modules/arm/index.js:1 knee",
      "note unresolved-import node_modules/arm/index.js:1 leg",
    ]);
  });

  test("files of workspace packages that nothing loads give warnings as well", async () => {
    const files = {
      "package.json": target,
      "index.js": "",
      "node_modules/shared/package.json": json({ name: "shared", version: "1.0.0" }),
      "node_modules/shared/tool.js": "require('leg');",
    };
    expect(await lines(files, { importers: ["node_modules/shared"] })).toEqual([
      "warning unresolved-import node_modules/shared/tool.js:1 leg",
    ]);
  });

  test("what only development needs is a note in files that nothing loads, and told where it is loaded", async () => {
    const manifest = json({ name: "robot", version: "1.0.0", devDependencies: { vitest: "4.0.0" } });
    const files = { "package.json": manifest, "index.js": "require('vitest');", "walk.test.js": "require('vitest');" };
    expect(await lines(files)).toEqual([
      "error unresolved-import index.js:1 vitest",
      "note unresolved-import walk.test.js:1 vitest",
    ]);
    expect((await check(files))[0]).toMatchObject({ declared: false, developmentOnly: true });
  });

  test("a failure that is caught in a file that nothing loads is none", async () => {
    const files = { "package.json": target, "index.js": "", "tool.js": "try { require('leg'); } catch {}" };
    expect(await lines(files)).toEqual([]);
  });

  test("what the bundle finds for a package is declared, though its package.json does not say so", async () => {
    const files = {
      "package.json": json({ name: "robot" }),
      "index.js": "require('arm');",
      "node_modules/arm/package.json": json({ name: "arm", version: "1.0.0" }),
      "node_modules/arm/index.js": "",
    };
    expect(await lines(files)).toEqual(["warning undeclared-import index.js:1 arm"]);
    expect(await lines(files, { edges: { "robot@1.0.0": "arm" } })).toEqual([]);
  });

  test("of one specifier that a file imports twice, the most severe is reported", async () => {
    const files = { "package.json": target, "index.js": "exports.a = () => require('leg');\nrequire('leg');" };
    expect(await lines(files)).toEqual(["error unresolved-import index.js:2 leg"]);
  });

  test("an optional dependency and an optional peer may be missing", async () => {
    const manifest = json({
      name: "robot",
      optionalDependencies: { fsevents: "2.0.0" },
      peerDependenciesMeta: { sharp: { optional: true } },
    });
    expect(await lines({ "package.json": manifest, "index.js": "require('fsevents'); require('sharp');" })).toEqual([]);
  });

  test("a declared one is told to be declared", async () => {
    const findings = await check({ "package.json": target, "index.js": "require('arm');" });
    expect(findings).toMatchObject([{ kind: "unresolved-import", declared: true }]);
  });

  test("a file that a package does not have, and a path that its exports do not allow, are told apart", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('arm/elbow');\nrequire('shared/private');\nrequire('./missing');",
      "node_modules/arm/package.json": json({ name: "arm" }),
      "node_modules/shared/package.json": json({ name: "shared", exports: { ".": "./index.js" } }),
    };
    expect((await check(files)).map((finding) => "reason" in finding && finding.reason)).toEqual([
      "no-file",
      "not-exported",
      "no-file",
    ]);
  });

  test("what hoisting gives in the monorepo is told", async () => {
    const findings = await check(
      { "package.json": target, "index.js": "require('leg');" },
      {
        findInstalled: ({ name: from }, name) => ({ version: "4.2.0", path: `${from}/${name}` }),
      },
    );
    expect(findings).toMatchObject([{ installed: { version: "4.2.0", path: "robot/leg" } }]);
  });

  test("nothing is said of packages that were left out on purpose", async () => {
    expect(
      await lines({ "package.json": target, "index.js": "require('leg');" }, { isLeftOut: (name) => name === "leg" }),
    ).toEqual([]);
  });

  test("the AWS SDK that the runtime brings is a note, once for a package", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('@aws-sdk/client-s3');\nrequire('./b.js');",
      "b.js": "require('@aws-sdk/client-s3');",
    };
    expect(await check(files)).toMatchObject([{ severity: "note", fromRuntime: true, path: "b.js" }]);
    expect(await lines(files, { runtime: "nodejs16.x" })).toHaveLength(2);
  });

  test("a layer's packages may come from elsewhere, so that nothing is an error", async () => {
    const files = { "nodejs/package.json": target, "nodejs/index.js": "require('leg');" };
    expect(await lines(files, { root: "nodejs" })).toEqual(["warning unresolved-import nodejs/index.js:1 leg"]);
  });

  test("of several copies of a package, one is told", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('arm'); require('shared');",
      "node_modules/arm/package.json": json({ name: "arm", version: "1.0.0" }),
      "node_modules/arm/index.js": "require('leg');",
      "node_modules/shared/package.json": json({ name: "shared", dependencies: { arm: "1.0.0" } }),
      "node_modules/shared/index.js": "require('arm');",
      "node_modules/shared/node_modules/arm/package.json": json({ name: "arm", version: "1.0.0" }),
      "node_modules/shared/node_modules/arm/index.js": "require('leg');",
    };
    expect(await lines(files)).toEqual(["error unresolved-import node_modules/arm/index.js:1 leg"]);
  });
});

describe("imports that nobody declares", () => {
  const arm = {
    "node_modules/arm/package.json": json({ name: "arm", version: "2.0.0" }),
    "node_modules/arm/index.js": "",
  };

  test("a package of the workspace gets a warning", async () => {
    const files = { "package.json": json({ name: "robot" }), "index.js": "require('arm');", ...arm };
    expect(await check(files)).toEqual([
      {
        kind: "undeclared-import",
        severity: "warning",
        package: "robot@1.0.0",
        path: "index.js",
        line: 1,
        specifier: "arm",
        name: "arm",
        found: "arm@2.0.0",
        shouldDeclare: "package.json",
        when: "loading",
      },
    ]);
  });

  test("one that is only in devDependencies is told to be there", async () => {
    const files = {
      "package.json": json({ name: "robot", devDependencies: { arm: "2" } }),
      "index.js": "require('arm');",
      ...arm,
    };
    expect(await check(files)).toMatchObject([{ kind: "undeclared-import", developmentOnly: true }]);
  });

  test("a third-party package gets a note, once for a name", async () => {
    const files = {
      "package.json": json({ name: "robot", dependencies: { claw: "1" } }),
      "index.js": "require('claw');",
      "node_modules/claw/package.json": json({ name: "claw", version: "1.0.0" }),
      "node_modules/claw/index.js": "require('./other.js');\nrequire('arm');",
      "node_modules/claw/other.js": "require('arm');",
      ...arm,
    };
    expect(await lines(files)).toEqual(["note undeclared-import node_modules/claw/index.js:2 arm"]);
  });

  test("dependencies, peers, the package itself and modules of Node are no findings", async () => {
    const manifest = json({
      name: "robot",
      exports: "./index.js",
      dependencies: { arm: "2" },
      peerDependencies: { leg: "1" },
    });
    const files = {
      "package.json": manifest,
      "index.js":
        "require('arm'); require('leg'); require('fs'); require('node:path'); require('robot'); require('./index.js');",
      "node_modules/leg/package.json": json({ name: "leg" }),
      "node_modules/leg/index.js": "",
      ...arm,
    };
    expect(await lines(files)).toEqual([]);
  });
});

describe("what Lambda refuses and local Node accepts", () => {
  test("require of an ES module", async () => {
    const files = {
      "package.json": target,
      "index.js":
        "require('arm');\nimport('arm');\nexports.a = () => require('./hand.mjs');\ntry { require('arm/x.mjs') } catch {}",
      "hand.mjs": "",
      "node_modules/arm/package.json": json({ name: "arm", type: "module", main: "index.js" }),
      "node_modules/arm/index.js": "",
      "node_modules/arm/x.mjs": "",
    };
    expect(await lines(files)).toEqual([
      "error require-of-module index.js:1 arm",
      "warning require-of-module index.js:3 ./hand.mjs",
    ]);
    expect(await lines(files, { runtime: "nodejs26.x" })).toContain("warning require-of-module index.js:1 arm");
  });

  test("the syntax of ES modules in a file that is CommonJS", async () => {
    const files = { "package.json": target, "index.js": "// comment\nexport const handler = 1;\n" };
    expect(await lines(files)).toEqual(["error module-syntax index.js:2"]);
    expect(await lines(files, { runtime: "nodejs24.x" })).toEqual(["warning module-syntax index.js:2"]);
    expect(await lines({ ...files, "package.json": json({ name: "robot", type: "module" }) })).toEqual([]);
    expect(await lines({ "package.json": target, "index.js": "", "esm.js": "export const x = 1;" })).toEqual([]);
  });

  test("a file that cannot be parsed, where it is loaded", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('./data.json');\nrequire('./broken');",
      "broken.js": "\nif (",
      "data.json": "{",
    };
    expect(await lines(files)).toEqual(["error syntax-error broken.js:2", "error syntax-error data.json:1"]);
    expect(await lines({ ...files, "index.js": "" })).toEqual([]);
  });

  test("the nearest package.json says what a file is, but none above a node_modules", async () => {
    const files = {
      "package.json": json({ name: "robot", type: "module", main: "index.cjs", dependencies: { arm: "1" } }),
      "index.cjs": "require('arm'); require('./lib/a.js');",
      "lib/package.json": json({ type: "commonjs" }),
      "lib/a.js": "exports.a = 1;",
      "node_modules/arm/index.js": "exports.a = 1;",
    };
    expect(await lines(files)).toEqual([]);
    expect(await lines({ ...files, "lib/package.json": "{}" })).toEqual([]);
    expect(await lines({ ...files, "index.cjs": "require('./b.js')", "b.js": "" })).toEqual([
      "error require-of-module index.cjs:1 ./b.js",
    ]);
  });

  test("a package whose exports have another file for module-sync", async () => {
    const exports = { "module-sync": "./sync.mjs", default: "./plain.js" };
    const files = {
      "package.json": target,
      "index.js": "require('arm');",
      "node_modules/arm/package.json": json({ name: "arm", exports }),
      "node_modules/arm/sync.mjs": "",
      "node_modules/arm/plain.js": "",
    };
    expect(await check(files)).toMatchObject([
      {
        kind: "module-sync",
        severity: "note",
        here: "node_modules/arm/sync.mjs",
        onLambda: "node_modules/arm/plain.js",
      },
    ]);
    const only = json({ name: "arm", exports: { "module-sync": "./sync.mjs" } });
    const [finding] = await check({ ...files, "node_modules/arm/package.json": only });
    expect(finding).toMatchObject({ kind: "module-sync", severity: "error", onLambda: undefined });
  });

  test("TypeScript below node_modules, and everywhere in runtimes that do not strip types", async () => {
    const files = {
      "package.json": target,
      "index.js": "require('shared');\nrequire('./own.ts');",
      "own.ts": "const x: number = 1;",
      "node_modules/shared/package.json": json({ name: "shared", main: "src/index.ts" }),
      "node_modules/shared/src/index.ts": "",
    };
    expect(await lines(files)).toEqual(["error typescript-import index.js:1 shared"]);
    expect(await lines(files, { runtime: "nodejs20.x" })).toEqual([
      "error typescript-import index.js:1 shared",
      "error typescript-import index.js:2 ./own.ts",
    ]);
  });
});

describe("several handlers", () => {
  const files = {
    "package.json": target,
    "list.js": "exports.run = () => require('arm');",
    "show.js": "exports.run = 1; require('leg');",
    "never.js": "require('hand');",
  };

  test("each is checked, and what each file loads", async () => {
    const options = { handler: "list.run", otherHandlers: ["show.walk", "gone.run"] };
    expect(await lines(files, options)).toEqual([
      "error handler-missing robot@1.0.0",
      "warning unresolved-import list.js:1 arm",
      "warning unresolved-import never.js:1 hand",
      "error handler-not-exported show.js",
      "error unresolved-import show.js:1 leg",
    ]);
  });

  test("their order changes nothing", async () => {
    const one = await lines(files, { handler: "list.run", otherHandlers: ["show.run"] });
    expect(one).toContain("error unresolved-import show.js:1 leg");
    expect(await lines(files, { handler: "show.run", otherHandlers: ["list.run"] })).toEqual(one);
  });
});

describe("the handler", () => {
  const about = { package: "robot@1.0.0", severity: "error" };

  test("a malformed one is told, and the check begins at main", async () => {
    const files = { "package.json": target, "index.js": "require('leg');" };
    expect(await check(files, { handler: "index" })).toMatchObject([
      { ...about, kind: "handler-malformed", handler: "index" },
      { kind: "unresolved-import" },
    ]);
  });

  test("a missing file is told with all that Lambda tries, and the folder in which it is", async () => {
    const files = { "package.json": target, "robot/index.js": "", "src/index.ts": "", "dist/index.ts": "" };
    expect(await check(files, { handler: "index.handler" })).toEqual([
      {
        ...about,
        kind: "handler-missing",
        handler: "index.handler",
        tried: ["index", "index.js", "index.mjs", "index.cjs"],
        folder: "robot",
      },
    ]);
    expect(await check(files, { handler: "src/index.handler" })).toMatchObject([{ typescript: "src/index.ts" }]);
  });

  test("an export that is not there is told with those that are", async () => {
    const files = { "package.json": target, "index.js": "exports.walk = () => {}; exports.run = () => {};" };
    expect(await check(files, { handler: "index.handler" })).toEqual([
      { ...about, kind: "handler-not-exported", handler: "index.handler", path: "index.js", exports: ["run", "walk"] },
    ]);
    expect(await check(files, { handler: "index.run" })).toEqual([]);
  });

  test("the exports of another module count, and what cannot be told is not missed", async () => {
    const files = {
      "package.json": target,
      "index.mjs": "export * from './walk.mjs';",
      "walk.mjs": "export const walk = 1; export default 1;",
      "app.js": "module.exports = require('./other.js');",
      "other.js": "",
    };
    expect(await lines(files, { handler: "index.walk" })).toEqual([]);
    expect(await lines(files, { handler: "index.run" })).toEqual(["error handler-not-exported index.mjs"]);
    expect(await lines(files, { handler: "index.default" })).toEqual(["error handler-not-exported index.mjs"]);
    expect(await lines(files, { handler: "app.run" })).toEqual([]);
  });

  test("from nodejs24.x on, it may be a member of the default export, and no folder may have its name", async () => {
    const files = {
      "package.json": target,
      "index.mjs": "export default { run() {} };",
      "app.js": "exports.run = 1;",
      "app/index.js": "",
    };
    expect(await lines(files, { handler: "index.run" })).toEqual(["error handler-not-exported index.mjs"]);
    expect(await lines(files, { handler: "index.run", runtime: "nodejs24.x" })).toEqual([]);
    expect(await lines(files, { handler: "app.run" })).toEqual([]);
    expect(await check(files, { handler: "app.run", runtime: "nodejs24.x" })).toMatchObject([
      { kind: "handler-missing", directory: "app" },
    ]);
  });

  test("what is of a layer is not judged, and said to be of one", async () => {
    const files = { "package.json": target, "index.js": "" };
    expect(await lines(files, { handler: "/opt/nodejs/node_modules/tracer/handler.handler" })).toEqual([
      "note handler-provided robot@1.0.0",
    ]);
  });
});

describe("what is not read is reported, and the rest is checked", () => {
  test.each([
    ["templates", `${"`${".repeat(2000)}1${"}`".repeat(2000)}`],
    ["a chain of members", `require("leg")${".b".repeat(100_000)}`],
    ["a chain that ends in a loop", `(() => { while (a) require(b); })()${".b".repeat(60_000)}.c(require)`],
  ])("a file that is nested too deeply by %s", async (_, text) => {
    const files = { "package.json": target, "index.js": "require('./deep'); require('leg');", "deep.js": text };
    expect(await lines(files)).toEqual(["warning file-not-checked deep.js", "error unresolved-import index.js:1 leg"]);
  });

  test("a script and a package.json that are too large", async () => {
    const large = `{${" ".repeat(2 ** 20)}}`;
    const files = {
      "package.json": target,
      "index.js": "require('./large')",
      "large.js": `//${" ".repeat(2 ** 25)}`,
      "data/package.json": large,
    };
    expect(await lines(files)).toEqual([
      "warning file-not-checked data/package.json",
      "warning file-not-checked large.js",
    ]);
  });

  test("a file of a third-party package is only noted", async () => {
    const deep = `${"[".repeat(5000)}1${"]".repeat(5000)}`;
    const files = {
      "package.json": json({ name: "robot", version: "1.0.0", dependencies: { leg: "1" } }),
      "index.js": "require('leg')",
      "node_modules/leg/package.json": json({ name: "leg", version: "1.0.0" }),
      "node_modules/leg/index.js": deep,
      "node_modules/leg/data/package.json": `{${" ".repeat(2 ** 20)}}`,
    };
    expect(await lines(files)).toEqual([
      "note file-not-checked node_modules/leg/data/package.json",
      "note file-not-checked node_modules/leg/index.js",
    ]);
  });
});

test("a handler's file that is nested too deeply is not judged", async () => {
  const chain = `module.exports = a${".b".repeat(100_000)};`;
  expect(await lines({ "package.json": target, "index.js": chain }, { handler: "index.handler" })).toEqual([]);
  const module = `a${".b".repeat(100_000)}; export const c = await 1;`;
  expect(await lines({ "package.json": target, "index.js": module })).toEqual(["error module-syntax index.js:1"]);
});

describe("without a handler, the check begins", () => {
  const files = { "index.js": "require('leg');", "lib/a.js": "require('arm');", "b.mjs": "import 'hand';" };
  const first = async (fields: object): Promise<string | undefined> =>
    (await lines({ "package.json": json({ name: "robot", ...fields }), ...files })).find((line) =>
      line.startsWith("error"),
    );

  test("at main, or at the index", async () => {
    expect(await first({ main: "lib/a" })).toBe("error unresolved-import lib/a.js:1 arm");
    expect(await first({})).toBe("error unresolved-import index.js:1 leg");
  });

  test("at what exports gives require, or else import", async () => {
    expect(await first({ main: "index.js", exports: "./lib/a.js" })).toBe("error unresolved-import lib/a.js:1 arm");
    expect(await first({ exports: { ".": { import: "./b.mjs" } } })).toBe("error unresolved-import b.mjs:1 hand");
    expect(await first({ exports: { "./sub": "./b.mjs" } })).toBeUndefined();
  });

  test("nowhere where there is none: what does not resolve may be a fault", async () => {
    expect(await lines({ "package.json": target, "src/a.js": "require('leg');" })).toEqual([
      "warning nothing-checked robot@1.0.0",
      "warning unresolved-import src/a.js:1 leg",
    ]);
  });
});

test("a package.json may begin with a byte order mark, and one that is no JSON says nothing", async () => {
  const files = {
    "index.js": "require('arm');",
    "node_modules/arm/package.json": "{}",
    "node_modules/arm/index.js": "",
  };
  const manifest = json({ name: "robot", dependencies: { arm: "1" } });
  expect(await lines({ ...files, "package.json": `\uFEFF${manifest}` })).toEqual([]);
  expect(await lines({ ...files, "package.json": "{" })).toEqual([]);
});

test("an interrupted check rejects", async () => {
  const files = { "package.json": target, "index.js": "" };
  const signal = AbortSignal.abort();
  await expect(check(files, { signal })).rejects.toMatchObject({ code: "INTERRUPTED" });
});

test("progress counts the files that were read", async () => {
  const counts: number[] = [];
  await check(
    { "package.json": target, "index.js": "require('./a.js')", "a.js": "" },
    { onProgress: (files) => counts.push(files) },
  );
  expect(counts).toEqual([1, 2]);
});
