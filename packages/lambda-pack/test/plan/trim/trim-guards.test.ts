import { describe, expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { pack } from "../../../src/index.ts";
import type { Report } from "../../../src/index.ts";

interface Case {
  readonly files?: Readonly<Record<string, string>>;
  readonly fields?: object;
  readonly settings?: object;
}

/** A target, and two dependencies: `a` has code, and `b` only what a deep path leads to. */
function workspace({ files = {}, fields = {}, settings = {} }: Case): string {
  return tree({
    "package.json": { private: true, workspaces: ["packages/*"] },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    packages: {
      app: {
        "package.json": {
          name: "app",
          version: "1.0.0",
          dependencies: { a: "1", b: "1" },
          lambdaPack: { trim: "reachable", ...settings },
          ...fields,
        },
        ...files,
      },
    },
    node_modules: {
      app: { "package.json": { name: "app", version: "1.0.0" } },
      a: {
        "package.json": { name: "a", version: "1.0.0" },
        "index.js": "exports.handler = async () => require('./used')",
        "used.js": "",
        "unused.js": "",
      },
      b: { "package.json": { name: "b", version: "1.0.0" }, lib: { "x.js": "" } },
    },
  });
}

async function packed(one: Case): Promise<Report> {
  return await pack({ cwd: workspace(one), target: "app", dryRun: true });
}

const reasonsOf = ({ trim }: Report) => trim?.whole.map(({ reason, entry, from }) => entry ?? from ?? reason);

const lowered = { problems: { "handler-not-packed": "warning", "main-missing": "warning" } };

describe("never a smaller bundle by accident", () => {
  test.each<[string, Case, readonly string[]]>([
    ["only dependencies", {}, ["no-entry", "no-entry"]],
    ["only JSON", { files: { "routes.json": "{}" } }, ["no-entry", "no-entry"]],
    [
      "a handler that is not there",
      { files: { "other.js": "" }, settings: { handler: "dist/index.handler", ...lowered } },
      ["dist/index.handler", "dist/index.handler"],
    ],
    [
      "a handler that is left out",
      {
        files: { "index.js": "", "other.js": "" },
        settings: { handler: "index.handler", exclude: ["index.js"], ...lowered },
      },
      ["index.handler", "index.handler"],
    ],
    [
      "a handler of a dependency that is not there",
      { files: { "other.js": "" }, settings: { handler: "node_modules/a/none.handler" } },
      ["node_modules/a/none.handler", "node_modules/a/none.handler"],
    ],
    [
      "a main file that is not there",
      { files: { "other.js": "" }, fields: { main: "dist/index.js" }, settings: lowered },
      ["dist/index.js", "dist/index.js"],
    ],
    [
      "exports that lead nowhere",
      { files: { "other.js": "" }, fields: { exports: { import: "./dist/index.js" } }, settings: lowered },
      ["exports", "exports"],
    ],
    [
      "a handler of a layer without own code",
      { settings: { handler: "/opt/nodejs/wrapper.handler" } },
      ["no-entry", "no-entry"],
    ],
    ["a syntax error in the handler", { files: { "index.js": "require('a'); const x = ;" } }, ["index.js", "index.js"]],
  ])("%s", async (_, one, reasons) => {
    const report = await packed(one);
    expect(report.trim).toMatchObject({ files: 0, leftPackages: [] });
    expect(reasonsOf(report)).toEqual(reasons);
  });

  test.each<[string, Case]>([
    ["a handler in a dependency", { settings: { handler: "node_modules/a/index.handler" } }],
    ["a handler that is a dependency's name", { settings: { handler: "a.handler" } }],
    [
      "a handler by its whole path",
      { files: { "fn.js": "require('a')" }, settings: { handler: "/var/task/fn.handler" } },
    ],
    [
      "a wrapper of a layer",
      { files: { "fn.js": "require('a')" }, settings: { handler: "/opt/nodejs/wrapper.handler" } },
    ],
    [
      "New Relic's wrapper",
      { files: { "fn.js": "require('a')" }, settings: { handler: "newrelic-lambda-wrapper.handler", ...lowered } },
    ],
    [
      "a program that starts it",
      { files: { "run.sh": "#!/bin/sh\nexec ./server", "fn.js": "require('a')" }, settings: { handler: "run.sh" } },
    ],
  ])("%s is known, and what it leads to", async (_, one) => {
    const report = await packed(one);
    expect(report.trim).toMatchObject({ files: 2, whole: [], leftPackages: ["b@1.0.0"] });
  });

  test("a handler that is not packed is an error, as without a trim", async () => {
    await expect(packed({ files: { "other.js": "" }, settings: { handler: "index.handler" } })).rejects.toMatchObject({
      code: "ERRORS_FOUND",
      details: { problems: [{ kind: "handler-not-packed", handler: "index.handler" }] },
    });
  });
});

describe("settings that keep nothing are errors", () => {
  test.each([
    [
      { mode: "reachable", include: ["a/lib/**"] },
      "trim.include has a/lib/**, and a has no such file in the bundle of app.",
    ],
    [{ mode: "files", include: ["a/*.md"] }, "trim.include has a/*.md, and a has no such file in the bundle of app."],
    [
      { mode: "reachable", whole: ["a"], reachable: ["a"] },
      expect.stringContaining("trim names a in whole and in reachable, which exclude each other"),
    ],
  ])("%j", async (trim, message) => {
    const run = packed({ files: { "index.js": "" }, settings: { trim } });
    await expect(run).rejects.toMatchObject({ code: "CONFIG_INVALID", message });
  });

  test("without them, it is packed", async () => {
    const report = await packed({
      files: { "index.js": "" },
      settings: { trim: { mode: "reachable", include: ["a/un*.js"] } },
    });
    expect(report.trim).toMatchObject({
      files: 3,
      kept: expect.arrayContaining([{ reason: "setting", files: 1, bytes: 0 }]),
    });
  });
});

describe("several handlers", () => {
  test("are roots together, wherever they lie", async () => {
    const settings = { handlers: ["fn.handler", "node_modules/a/unused.handler", "node_modules/b/lib/x.handler"] };
    const report = await packed({ files: { "fn.js": "require('a/used')" }, settings });
    // Of `a`, the index is what nothing leads to.
    expect(report.trim).toMatchObject({ files: 1, whole: [], leftPackages: [] });
  });

  test("one that is not there keeps everything", async () => {
    const settings = { handlers: ["fn.handler", "gone.handler"], ...lowered };
    const report = await packed({ files: { "fn.js": "require('a/used')" }, settings });
    expect(report.trim?.files).toBe(0);
    expect(reasonsOf(report)).toEqual(["gone.handler", "gone.handler"]);
  });

  test("each that is not packed is an error", async () => {
    const settings = { handlers: ["fn.handler", "gone.handler", "lost.handler"] };
    await expect(packed({ files: { "fn.js": "" }, settings })).rejects.toMatchObject({
      details: {
        problems: [
          { handler: "gone.handler", hint: expect.stringContaining("lambdaPack.handlers") },
          { handler: "lost.handler" },
        ],
      },
    });
    // What the hint says.
    const report = await packed({ files: { "fn.js": "" }, settings: { handlers: ["fn.handler"] } });
    expect(report.problems).toEqual([]);
  });
});
