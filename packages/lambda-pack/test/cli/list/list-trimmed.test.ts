import { expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { main } from "../../../src/cli/main.ts";
import { fakeIo } from "../fake-io.ts";

function workspace(lambdaPack: object = {}): string {
  return tree({
    "package.json": { private: true, workspaces: ["packages/*"] },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    "packages/app/package.json": { name: "app", version: "1.0.0", dependencies: { koa: "*", left: "*" }, lambdaPack },
    "packages/app/index.js": "require('koa')",
    "node_modules/koa/package.json": { name: "koa", version: "2.0.0" },
    "node_modules/koa/index.js": "",
    "node_modules/koa/unused.js": "1234567",
    "node_modules/koa/README.md": "12",
    "node_modules/koa/index.d.ts": "123",
    "node_modules/left/package.json": { name: "left", version: "1.0.0" },
    "node_modules/left/index.js": "12345",
    "node_modules/left/more.js": "",
  });
}

async function list(cwd: string, argv: readonly string[], columns?: number) {
  const io = fakeIo({ cwd, ...(columns !== undefined && { columns }), env: { NO_COLOR: "1" } });
  const code = await main(["list", ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

const reachable = ["app", "--trim=reachable", "--trimmed"] as const;

test("what is left out of each package, with its reasons, the most bytes first", async () => {
  expect(await list(workspace(), reachable)).toEqual({
    code: 0,
    out: [
      "Left out  Kept   Files  Package     Why",
      "    12 B  41 B  3 of 5  koa@2.0.0   nothing leads there 7 B, declarations 3 B, Markdown 2 B",
      "     5 B  42 B  2 of 3  left@1.0.0  cannot be loaded",
      "",
      "5 files of 2 packages left out, 17 B unzipped (trim: reachable)",
      "",
    ].join("\n"),
    err: "",
  });
});

test("by classes, in another order, and on a narrow terminal", async () => {
  const { out } = await list(workspace(), ["app", "--trim", "--trimmed", "--sort", "name"], 44);
  expect(out.split("\n")).toEqual([
    "Left out  Package",
    "            Why",
    "     5 B  koa@2.0.0",
    "            declarations 3 B, Markdown 2 B",
    "",
    "2 files of 1 package left out, 5 B unzipped",
    "(trim: files)",
    "",
  ]);
  const files = await list(workspace(), [...reachable, "--sort", "files"]);
  expect(files.out.indexOf("koa")).toBeLessThan(files.out.indexOf("left@"));
});

test("with --files, each file", async () => {
  const { out } = await list(workspace(), [...reachable, "--files"]);
  expect(out.split("\n").slice(0, 5)).toEqual([
    "koa@2.0.0  12 B, 3 of 5 files",
    "  2 B  node_modules/koa/README.md  Markdown",
    "  3 B  node_modules/koa/index.d.ts  declarations",
    "  7 B  node_modules/koa/unused.js  nothing leads there",
    "",
  ]);
});

test("a list of what stays says how much is left out, in all of its forms", async () => {
  const cwd = workspace({ trim: "reachable" });
  for (const option of [[], ["--tree"], ["--files"]]) {
    const { out } = await list(cwd, ["app", ...option]);
    expect(out).toMatch(/\n5 files, 17 B left out \(trim: reachable; shown with --trimmed\)\n$/u);
    expect(out).not.toContain("unused.js");
  }
  expect((await list(cwd, ["app", "--trim=off"])).out).not.toContain("trim");
});

test("where nothing is left out", async () => {
  const { code, out } = await list(workspace({ trim: { mode: "files", whole: ["koa"] } }), ["app", "--trimmed"]);
  expect([code, out]).toEqual([0, "Nothing left out (trim: files)\n"]);
});

test("a zip is known where the workspace would pack it so", async () => {
  const cwd = workspace();
  expect(await main(["app", "--trim=reachable", "--no-stage", "--out", "app.zip", "--quiet"], fakeIo({ cwd }))).toBe(0);
  expect((await list(cwd, ["app.zip", "--trimmed"])).out).toBe((await list(cwd, reachable)).out);
  expect((await list(cwd, ["app.zip"])).out).not.toContain("left out");
});

test("it is an error where nothing can be known", async () => {
  const cwd = workspace();
  expect(await list(cwd, ["app", "--trimmed"])).toEqual({
    code: 2,
    out: "",
    err: "lambda-pack: --trimmed lists what a trim leaves out, and trim is off for app. Add --trim or --trim=reachable.\n",
  });
  await main(["app", "--no-stage", "--out", "app.zip", "--quiet"], fakeIo({ cwd }));
  const zip = await list(cwd, ["app.zip", "--trimmed"]);
  expect(zip).toMatchObject({ code: 2, out: "" });
  expect(zip.err).toContain("which app.zip does not say, and the workspace would not pack it so. Name the package");
  expect(await list(cwd, ["app", "--trimmed", "--tree"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("--tree cannot be used with --trimmed."),
  });
});

test("as JSON, it is beside the list", async () => {
  const cwd = workspace();
  const { out } = await list(cwd, ["app", "--trim=reachable", "--json"]);
  const { trim, sizes } = JSON.parse(out);
  expect(sizes.files).toBe(5);
  expect(trim).toEqual({
    mode: "reachable",
    files: 5,
    bytes: 17,
    packages: [
      {
        id: "koa@2.0.0",
        files: 5,
        bytes: expect.any(Number),
        leftFiles: 3,
        leftBytes: 12,
        left: [
          { reason: "unreached", files: 1, bytes: 7 },
          { reason: "declaration", files: 1, bytes: 3 },
          { reason: "markdown", files: 1, bytes: 2 },
        ],
      },
      expect.objectContaining({ id: "left@1.0.0", leftFiles: 2 }),
    ],
  });
  const files = JSON.parse((await list(cwd, [...reachable, "--files", "--json"])).out);
  expect(files.trim.packages[1].leftEntries).toEqual([
    { path: "node_modules/left/index.js", size: 5, reason: "package-unreached" },
    { path: "node_modules/left/more.js", size: 0, reason: "package-unreached" },
  ]);
  expect(JSON.parse((await list(cwd, ["app", "--json"])).out)).not.toHaveProperty("trim");
});
