import { describe, expect, test } from "vitest";
import { codeOf, trimOf } from "./trim-of.ts";

const manifest = (name: string, fields: object = {}) => ({
  [`node_modules/${name}/package.json`]: { name, version: "1.0.0", ...fields },
});

/** Two packages, of which the first is all that a literal could lead to. */
const lib = {
  ...manifest("a", { dependencies: { b: "1" } }),
  "node_modules/a/index.js": "require('./used')",
  "node_modules/a/used.js": "",
  "node_modules/a/lib/deep.js": "require(name)",
  "node_modules/a/README.md": "",
  ...manifest("b"),
  "node_modules/b/lib/other.js": "",
};
const all = ["a/index.js", "a/lib/deep.js", "a/used.js", "b/lib/other.js"];
const app = { "package.json": { name: "app", dependencies: { a: "1" } } };

describe("where nothing is known to run, everything is kept", () => {
  test.each([
    ["only dependencies", {}],
    ["only JSON", { "routes.json": "{}", "serverless.yml": "" }],
    ["only TypeScript that the runtime does not load", { "src/index.ts": "import 'a'", "src/index.d.ts": "" }],
    ["only what configures tools", { "jest.config.js": "", ".eslintrc.cjs": "", "vite.config.mts": "" }],
  ])("%s", async (_, own) => {
    const plan = await trimOf({ ...app, ...own, ...lib }, { runtime: "nodejs20.x" });
    expect(codeOf(plan)).toEqual(all);
    expect([...plan.left.keys()]).toEqual(["node_modules/a/README.md"]);
    expect(plan.whole.get("node_modules/b" as never)).toEqual({ kind: "no-entry" });
  });

  test("only a sibling has code, and who loads it is not known", async () => {
    const sibling = { "node_modules/@app/fn/package.json": { name: "@app/fn" }, "node_modules/@app/fn/index.js": "" };
    const plan = await trimOf({ ...app, ...sibling, ...lib }, { importers: ["node_modules/@app/fn"] });
    expect(codeOf(plan)).toEqual(all);
  });

  test("a handler that is not there, whatever own code there is", async () => {
    const files = { ...app, "src/index.js": "", ...lib };
    const plan = await trimOf(files, { absent: "dist/index.handler" });
    expect(codeOf(plan)).toEqual(all);
    expect(plan.whole.get("node_modules/a" as never)).toEqual({ kind: "no-entry", entry: "dist/index.handler" });
  });

  test("but what a handler in a dependency leads to is known", async () => {
    const plan = await trimOf({ ...app, "routes.json": "{}", ...lib }, { entry: "node_modules/a/index.js" });
    expect(codeOf(plan)).toEqual(["a/index.js", "a/used.js"]);
  });
});

describe("own code that cannot be read keeps what its package depends on", () => {
  test.each([
    ["a syntax error", "require('a'); const x = ;", "syntax-error"],
    ["nested too deeply", `${"(".repeat(5000)}1${")".repeat(5000)}`, "too-deep"],
    ["too large", Buffer.alloc(2 ** 25 + 1, " "), "unreadable"],
  ])("%s", async (_, content, reason) => {
    const plan = await trimOf({ ...app, "index.js": content, ...lib });
    expect(codeOf(plan)).toEqual(all);
    expect(plan.whole.get("node_modules/a" as never)).toEqual({ kind: "unread", from: "index.js", reason });
  });

  test("TypeScript that Node loads", async () => {
    const plan = await trimOf({ ...app, "index.ts": "import 'a/lib/deep.js'", ...lib }, { runtime: "nodejs24.x" });
    expect(codeOf(plan)).toEqual(all);
  });
});

describe("own programs that are no JavaScript", () => {
  test.each([
    "#!/bin/sh\nexec node_modules/.bin/next start",
    '#!/bin/bash\nexport NODE_OPTIONS=--require=a/register\nexec "$@"',
    "#!/bin/sh\nexec node server.js",
    "#!/bin/sh\nnpx next start",
    "#!/usr/bin/env python3\nos.execv('/var/lang/bin/node', ['node', 'x'])",
  ])("%j may load any dependency", async (content) => {
    const plan = await trimOf({ ...app, "index.js": "", "run.sh": content, ...lib });
    expect(codeOf(plan)).toEqual(all);
    expect(plan.whole.get("node_modules/a" as never)).toMatchObject({ kind: "named-elsewhere", from: "run.sh" });
  });

  test.each(["#!/bin/sh\n# npm run deploy\naws lambda update-function-code", "#!/bin/sh\nexec ./node-exporter"])(
    "%j loads none",
    async (content) => {
      const files = { ...app, "index.js": "require('a')", "deploy.sh": content, ...lib };
      expect(codeOf(await trimOf(files))).toEqual(["a/index.js", "a/used.js"]);
    },
  );

  test("a binary loads none, and one without a first line may load any", async () => {
    const binary = { content: "\u007FELF\u0002\u0001", mode: 0o755 };
    const files = { ...app, "index.js": "require('a')", ...lib };
    expect(codeOf(await trimOf({ ...files, bootstrap: binary }))).toEqual(["a/index.js", "a/used.js"]);
    expect(codeOf(await trimOf({ ...files, "run.sh": "exec next start" }))).toEqual(all);
  });
});

test("the files of settings stay, whatever their class, by files as well", async () => {
  const files = {
    ...app,
    "index.js": "require('a')",
    ...lib,
    "node_modules/a/a.d.ts": "",
    "node_modules/b/b.d.ts": "",
  };
  const include = [{ pattern: "b/*.d.ts", name: "b", matches: (path: string) => path.endsWith(".d.ts") }];
  for (const mode of ["files", "reachable"] as const) {
    const plan = await trimOf(files, { mode, whole: ["a"], include });
    expect(plan.kept.get("node_modules/a/README.md")).toEqual({ kind: "setting", pattern: "a" });
    expect(plan.kept.get("node_modules/b/b.d.ts")).toEqual({ kind: "setting", pattern: "b/*.d.ts" });
    expect([...plan.left.keys()].filter((path) => path.includes("/a/"))).toEqual([]);
  }
});
