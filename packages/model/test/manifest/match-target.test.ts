import { describe, expect, test } from "vitest";
import { matchTarget } from "../../src/manifest/match-target.ts";

const conditions = new Set(["node", "require"]);

/** The target, or what is there instead of one. */
function exported(map: unknown, key = "."): string {
  const match = matchTarget(map, { key, conditions, internal: false });
  return match.kind === "target" ? match.target : match.kind;
}

function internal(map: unknown, key: string): string {
  const match = matchTarget(map, { key, conditions, internal: true });
  return match.kind === "target" ? match.target : match.kind;
}

describe("a target", () => {
  test("is the first condition that holds and gives something", () => {
    expect(exported({ import: "./a.mjs", require: "./a.cjs", default: "./a.js" })).toBe("./a.cjs");
    expect(exported({ default: "./a.js", require: "./a.cjs" })).toBe("./a.js");
    expect(exported({ node: { import: "./a.mjs" }, default: "./a.js" })).toBe("./a.js");
    expect(exported({ node: { import: "./a.mjs" } })).toBe("none");
    expect(exported({ browser: "./a.js" })).toBe("none");
  });

  test("that is null forbids, and nothing else is tried", () => {
    expect(exported({ node: null, default: "./a.js" })).toBe("none");
    expect(exported({ "./a": null, "./*": "./*.js" }, "./a")).toBe("none");
  });

  test("of an array is the first one that is valid and gives something", () => {
    expect(exported([{ import: "./a.mjs" }, null, "a.js", "./b.js", "./c.js"])).toBe("./b.js");
    expect(exported({ node: [], default: "./a.js" })).toBe("none");
    expect(exported({ node: [{ import: "./a.mjs" }], default: "./a.js" })).toBe("./a.js");
    expect(exported(["a.js"])).toBe("invalid");
    expect(exported([null, "a.js", null])).toBe("none");
  });

  test.each([
    "a.js",
    "../a.js",
    "/a.js",
    "./a/../b.js",
    "./node_modules/a.js",
    "./%2e%2e/a.js",
    "./a\\..\\b.js",
    "node:fs",
    1,
    true,
  ])("of exports is not %j", (target) => {
    expect(exported(target)).toBe("invalid");
  });

  test("with keys that are numbers is refused, and so is a map of subpaths and conditions", () => {
    expect(exported({ 0: "./a.js" })).toBe("invalid");
    expect(exported({ ".": "./a.js", node: "./b.js" })).toBe("invalid");
  });

  test("of imports may name a package, not a URL or a path above", () => {
    expect(internal({ "#a": "arm/lib", "#b/*": "arm/*" }, "#a")).toBe("arm/lib");
    expect(internal({ "#a": "arm/lib", "#b/*": "arm/*" }, "#b/c/d")).toBe("arm/c/d");
    for (const target of ["node:fs", "https://example.com/a.js", "../a.js", "/a.js"]) {
      expect(internal({ "#a": target }, "#a")).toBe("invalid");
    }
    expect(internal({ "#a": "arm" }, "#b")).toBe("none");
  });
});

describe("a pattern", () => {
  const map = {
    "./*": "./any/*",
    "./lib/*": "./lib/*.js",
    "./lib/*.js": "./lib/*.js",
    "./lib/private/*": null,
    "./x*y": "./*/*",
  };

  test.each([
    ["./a", "./any/a"],
    ["./a/b.c", "./any/a/b.c"],
    ["./lib/a", "./lib/a.js"],
    ["./lib/a.js", "./lib/a.js"],
    ["./lib/private/a", "none"],
    ["./xaby", "./ab/ab"],
    ["./x.y", "invalid"],
    ["./lib/../a", "invalid"],
    [".", "none"],
  ])("%s leads to %s", (key, target) => {
    expect(exported(map, key)).toBe(target);
  });

  test("with the longest part before its star wins, wherever it stands", () => {
    expect(exported({ "./a/*": "./long/*", "./*/very/long/tail": "./tail/*" }, "./a/very/long/tail")).toBe(
      "./long/very/long/tail",
    );
    expect(exported({ "./*/very/long/tail": "./tail/*", "./a/*": "./long/*" }, "./a/very/long/tail")).toBe(
      "./long/very/long/tail",
    );
    expect(exported({ "./a/*": "./plain/*", "./a/*.js": "./js/*" }, "./a/b.js")).toBe("./js/b");
  });

  test("has one star, and a key that ends in a slash is none", () => {
    expect(exported({ "./*/*": "./a.js" }, "./b/c")).toBe("none");
    expect(exported({ "./lib/": "./lib/" }, "./lib/")).toBe("none");
  });
});

test("targets that are nested too deeply are refused, as lists and as conditions", () => {
  for (const wrap of [(inner: unknown) => [inner], (inner: unknown) => ({ node: inner })]) {
    expect(exported(nest(60_000, wrap))).toBe("invalid");
    expect(exported({ "./*": nest(60_000, wrap) }, "./b")).toBe("invalid");
    expect(exported(nest(50, wrap))).toBe("./a.js");
  }
});

function nest(levels: number, wrap: (inner: unknown) => unknown): unknown {
  return Array.from({ length: levels }).reduce<unknown>(wrap, "./a.js");
}
