import { execSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { orchardTree, problemsOf } from "../../orchard-tree.ts";
import type { OrchardPackage } from "../../orchard-tree.ts";
import type { Settings } from "../../../src/config/settings/settings.ts";

const built: OrchardPackage = { fields: { main: "index.js" }, files: { "index.js": "" } };

/** Kind, severity and reason of each problem of a target, which is packed alone. */
async function ofTarget(fields: Fields, files: Tree, settings: Settings = {}): Promise<readonly string[]> {
  return summaries(await problemsOf(orchardTree({ fields: { dependencies: {}, ...fields }, files }), settings));
}

/** The same of what the target depends on. */
async function ofSibling(fields: Fields, files: Tree, target: Fields = {}): Promise<readonly string[]> {
  return summaries(
    await problemsOf(orchardTree({ ...built, fields: { ...built.fields, ...target } }, { fields, files })),
  );
}

function summaries(problems: Awaited<ReturnType<typeof problemsOf>>): readonly string[] {
  return problems.map((problem) => {
    const reason = "reason" in problem ? ` ${problem.reason}` : "";
    const by = "leftOutBy" in problem ? ` by ${problem.leftOutBy}` : "";
    const what =
      problem.kind === "main-missing"
        ? ` ${problem.field} ${problem.main}`
        : problem.kind === "entry-missing"
          ? ` ${problem.entries.map(({ field, target, by: who = "both" }) => `${field} ${target} ${who}`).join(", ")}`
          : "";
    return `${problem.kind} ${problem.severity}${what}${reason}${by}`;
  });
}

describe("main of the target", () => {
  test.each([
    ["dist/main.js"],
    ["./dist/main"],
    ["dist"],
    ["dist/"],
    ["data"],
    ["addon"],
    ["."],
    ["./"],
    ["gone.js"],
    [""],
  ])("finds %j as Node does", async (main) => {
    const files = { "index.js": "", "dist/index.js": "", "dist/main.js": "", "data.json": "{}", "addon.node": "" };
    expect(await ofTarget({ main }, files)).toEqual([]);
  });

  test.each([["dist/main.js"], ["lib"], ["../basket/index.js"]])("%s that is not there is an error", async (main) => {
    expect(await ofTarget({ main }, { "lib/a.js": "" })).toEqual([`main-missing error main ${main} absent`]);
  });

  test("what is there and left out is told from what is not built", async () => {
    const files = { "dist/main.js": "", "lib/a.js": "", ".npmignore": "dist\n" };
    expect(await ofTarget({ exports: "./dist/main.js", files: ["lib"] }, files)).toEqual([
      "main-missing error exports ./dist/main.js left-out by files",
    ]);
    expect(await ofTarget({ main: "dist/main.js" }, files)).toEqual([
      "main-missing error main dist/main.js left-out by .npmignore",
    ]);
    const excluding = { exclude: ["./dist/"] };
    expect(await ofTarget({ main: "dist/main.js" }, { "dist/main.js": "", "lib/a.js": "" }, excluding)).toEqual([
      "main-missing error main dist/main.js left-out by exclude",
    ]);
  });

  test("is not judged where a handler names another file, nor for a layer as an error", async () => {
    expect(await ofTarget({ main: "index.js" }, { "dist/server.js": "" }, { handler: "dist/server.handler" })).toEqual(
      [],
    );
    expect(await ofTarget({ main: "index.js" }, { "dist/server.js": "" }, { prefix: "nodejs" })).toEqual([
      "main-missing warning main index.js absent",
    ]);
  });

  test("is not judged where exports are there, which are", async () => {
    expect(await ofTarget({ main: "gone.js", exports: "./main.js" }, { "main.js": "" })).toEqual([]);
    expect(await ofTarget({ main: "main.js", exports: "./gone.js" }, { "main.js": "" })).toEqual([
      "main-missing error exports ./gone.js absent",
    ]);
  });

  test("where nothing is declared, nothing is missing", async () => {
    expect(await ofTarget({}, { "src/handler.js": "" })).toEqual([]);
    expect(await ofTarget({ types: "index.d.ts" }, { "index.d.ts": "" })).toEqual([]);
    expect(await ofTarget({}, { "data.json": "{}" })).toEqual([]);
  });
});

describe("the handler", () => {
  test.each([["src/main.handler"], ["./src/main.handler"], ["run.sh"], ["data.main.handler"], ["basket.handler"]])(
    "%s leads to a file, a folder or a package",
    async (handler) => {
      const fields = { dependencies: { "@orchard/basket": "1.0.0" } };
      const files = {
        "src/main.mjs": "",
        "run.sh": "#!/bin/sh",
        "data.main/x.js": "",
        "data.js": "",
        "basket/a.js": "",
      };
      expect(await ofTarget(fields, files, { handler })).toEqual([]);
    },
  );

  test.each([
    ["/opt/nodejs/node_modules/datadog-lambda-js/handler.handler"],
    ["node_modules/datadog-lambda-js/dist/handler.handler"],
    ["bootstrap"],
  ])("%s, which a layer or a wrapper brings, is no certain failure", async (handler) => {
    expect(await ofTarget({ main: "gone.js" }, { "a.js": "" }, { handler })).toEqual([]);
  });

  test("that leads to nothing is an error, and says why", async () => {
    expect(await ofTarget({}, { "src/main.ts": "" }, { handler: "src/main.handler" })).toEqual([
      "handler-not-packed error absent",
    ]);
    expect(
      await ofTarget({}, { "dist/a.js": "", "b.js": "" }, { handler: "dist/a.handler", exclude: ["dist/**"] }),
    ).toEqual(["handler-not-packed error left-out by exclude"]);
    expect(await ofTarget({ files: ["b.js"] }, { "run.sh": "", "b.js": "" }, { handler: "run.sh" })).toEqual([
      "handler-not-packed error left-out by files",
    ]);
  });
});

describe("a target that is not built", () => {
  test("with nothing but documents", async () => {
    expect(await ofTarget({ main: "dist/a.js", files: ["dist"] }, { "src/a.ts": "", "README.md": "" })).toEqual([
      "empty-package error",
    ]);
    expect(await ofTarget({ files: ["dist"] }, { "src/a.ts": "" }, { handler: "dist/a.handler" })).toEqual([
      "empty-package error",
    ]);
    expect(await ofTarget({ files: ["dist"] }, { "src/a.ts": "" }, { handler: "/opt/a.handler" })).toEqual([
      "empty-package warning",
    ]);
    expect(await ofTarget({}, { "README.md": "" })).toEqual([]);
  });

  test("with TypeScript and no JavaScript but the configuration of tools", async () => {
    const sources = { "src/handler.ts": "", "jest.config.js": "", ".eslintrc.cjs": "", "types.d.ts": "" };
    expect(await ofTarget({}, sources)).toEqual(["only-typescript error"]);
    expect(await ofTarget({ main: "src/handler.ts" }, sources)).toEqual(["only-typescript error"]);
    expect(await ofTarget({}, { ...sources, "src/handler.js": "" })).toEqual([]);
    expect(await ofTarget({}, { ...sources, "run.sh": "" })).toEqual([]);
    expect(await ofTarget({}, sources, { prefix: "nodejs" })).toEqual([]);
  });
});

describe("a package that the target depends on", () => {
  test("without its main file is an error where it is required, and a warning where it is optional", async () => {
    expect(await ofSibling({ main: "dist/a.js" }, { "tool.js": "" })).toEqual([
      "main-missing error main dist/a.js absent",
    ]);
    expect(
      await ofSibling(
        { main: "dist/a.js" },
        { "tool.js": "" },
        {
          dependencies: {},
          optionalDependencies: { "@orchard/basket": "1.0.0" },
        },
      ),
    ).toEqual(["main-missing warning main dist/a.js absent"]);
  });

  test.each<[string, Fields, Tree]>([
    ["an empty main, types only", { main: "", types: "dist/index.d.ts", files: ["dist"] }, { "dist/index.d.ts": "" }],
    ["exports of types only", { exports: { ".": { types: "./index.d.ts" } } }, { "index.d.ts": "" }],
    ["JSON only", { files: ["data"] }, { "data/a.json": "{}" }],
    ["a main of JSON", { main: "tsconfig.json" }, { "tsconfig.json": "{}" }],
    ["no main and another name than index", {}, { "tool.js": "" }],
    [
      "exports where main leads nowhere",
      { main: "./src/x.js", exports: { ".": { node: { import: "./a.mjs", default: "./a.cjs" } } } },
      { "a.mjs": "", "a.cjs": "" },
    ],
    [
      "forbidden subpaths",
      { exports: { ".": "./a.js", "./x/*": null, "./browser": { browser: "./b.js" } } },
      { "a.js": "" },
    ],
    [
      "patterns that fit",
      { exports: { "./*": "./lib/*.js", "./deep/*/x": "./lib/*/x.js" } },
      { "lib/a.js": "", "lib/b/x.js": "" },
    ],
    [
      "imports of others",
      { main: "a.js", imports: { "#db": "pg", "#fs": "node:fs", "#a": ["./a.js", "./b.js"] } },
      { "a.js": "" },
    ],
    ["a name with an escape", { exports: "./a%20b.js" }, { "a b.js": "" }],
  ])("%s: nothing", async (_, fields, files) => {
    expect(await ofSibling(fields, files)).toEqual([]);
  });

  test.each<[string, Fields, Tree, readonly string[]]>([
    [
      "exports that lead nowhere",
      { main: "./src/index.js", exports: { ".": "./dist/index.js" } },
      { "src/index.js": "" },
      ["main-missing error exports ./dist/index.js absent"],
    ],
    [
      "a target for require that is missing",
      { main: "./dist/x.cjs", exports: { ".": { import: "./index.js", require: "./dist/x.cjs" } } },
      { "index.js": "" },
      ["entry-missing note exports ./dist/x.cjs require absent"],
    ],
    [
      "subpaths, imports and commands",
      { exports: { ".": "./a.js", "./b": "./b.js" }, imports: { "#c": "./c.js" }, bin: { basket: "bin/d.js" } },
      { "a.js": "require('#c'), require('@orchard/basket/b')" },
      [
        'entry-missing warning exports["./b"] ./b.js both, imports["#c"] ./c.js both absent',
        "entry-missing note bin bin/d.js both absent",
      ],
    ],
    [
      "subpaths and imports that nobody asks for",
      { exports: { ".": "./a.js", "./b": "./b.js" }, imports: { "#c": "./c.js" } },
      { "a.js": "require('@orchard/basket/bb'), require('#cc')" },
      ['entry-missing note exports["./b"] ./b.js both, imports["#c"] ./c.js both absent'],
    ],
    [
      "subpaths alone that all lead nowhere",
      { exports: { "./a": "./dist/a.js", "./b": { import: "./dist/b.mjs", require: "./dist/b.cjs" } } },
      { "src/a.ts": "" },
      [
        'entry-missing error exports["./a"] ./dist/a.js both, exports["./b"] ./dist/b.cjs both, exports["./b"] ./dist/b.mjs both absent',
      ],
    ],
    [
      "a pattern that fits nothing",
      { exports: { ".": "./a.js", "./p/*": "./dist/p/*.js" } },
      { "a.js": "" },
      ['entry-missing note exports["./p/*"] ./dist/p/*.js both absent'],
    ],
    [
      "a subpath that files leaves out",
      { files: ["a.js"], exports: { ".": "./a.js", "./b": "./b.js" } },
      { "a.js": 'import("@orchard/basket/b")', "b.js": "" },
      ['entry-missing warning exports["./b"] ./b.js both left-out by files'],
    ],
    [
      "one cause, which is one problem",
      { exports: { ".": "./dist/a.js", "./b": "./dist/b.js" }, bin: "dist/c.js" },
      { "src/a.ts": "" },
      ["main-missing error exports ./dist/a.js absent"],
    ],
    ["files that fit nothing", { files: ["dist"], main: "dist/a.js" }, { "src/a.ts": "" }, ["empty-package error"]],
    [
      "types that are not built",
      { files: ["dist"], types: "dist/a.d.ts" },
      { "src/a.ts": "" },
      ["empty-package warning"],
    ],
  ])("%s", async (...[, fields, files, expected]) => {
    expect(await ofSibling(fields, files)).toEqual(expected);
  });
});

test("a subpath that another package of the workspace asks for is a warning", async () => {
  const files = { "index.js": 'import { b } from "@orchard/basket/b";' };
  const basket = { fields: { exports: { ".": "./a.js", "./b": "./b.js" } }, files: { "a.js": "" } };
  expect(summaries(await problemsOf(orchardTree({ ...built, files }, basket)))).toEqual([
    'entry-missing warning exports["./b"] ./b.js both absent',
  ]);
});

test("a third-party package without its main file is its author's business", async () => {
  const cwd = orchardTree({ ...built, fields: { ...built.fields, dependencies: { ladder: "1.0.0" } } }, undefined, {
    "node_modules/ladder": { "package.json": '{ "name": "ladder", "version": "1.0.0", "main": "gone.js" }' },
  });
  expect(await problemsOf(cwd)).toEqual([]);
});

test("the command of the hint builds what is missing", async () => {
  const build = "node -e \"require('fs').mkdirSync('dist'),require('fs').writeFileSync('dist/a.js','')\"";
  const cwd = orchardTree(built, { fields: { main: "dist/a.js", scripts: { build } }, files: { "a.ts": "" } });
  const [problem] = await problemsOf(cwd);
  expect(problem?.hint).toBe(
    "Run npm run build --workspace @orchard/basket, and pack again, or correct main in packages/basket/package.json.",
  );
  execSync(/Run (.*), and pack again/u.exec(problem?.hint ?? "")?.[1] ?? "", { cwd, stdio: "ignore" });
  expect(await problemsOf(cwd)).toEqual([]);
});

test("what the hints say of files that are left out makes the problem go", async () => {
  const files = { "a.js": "", "b.js": "" };
  const exporting = { exports: { ".": "./a.js", "./b": "./b.js" } };
  const [left] = await problemsOf(orchardTree(built, { fields: { ...exporting, files: ["a.js"] }, files }));
  expect(left?.hint).toBe("Add it to files in packages/basket/package.json, or correct packages/basket/package.json.");
  expect(await problemsOf(orchardTree(built, { fields: { ...exporting, files: ["a.js", "b.js"] }, files }))).toEqual(
    [],
  );

  const hidden = orchardTree({ fields: { main: ".env.js", dependencies: {} }, files: { ".env.js": "", "x.js": "" } });
  const secret = (await problemsOf(hidden)).find(({ kind }) => kind === "main-missing");
  expect(secret).toMatchObject({ kind: "main-missing", file: ".env.js", leftOutBy: "defaults" });
  expect(secret?.hint).toContain("Add it to include");
  expect((await problemsOf(hidden, { include: [".env.js"] })).map(({ kind }) => kind)).toEqual([]);
});
