import { describe, expect, test } from "vitest";
import { parseModule } from "../../src/read/parse-module.ts";

describe("a file of CommonJS", () => {
  test.each([
    ["import", "'use strict';\nimport a from 'a';", 2],
    ["export", "// x\n\nexport default 1;", 3],
    ["await outside of functions", "\nconst a = await load();", 2],
    ["import.meta", "const a = 1;\nconsole.log(import.meta.url);", 2],
    ["for await outside of functions", "for await (const x of list) f(x);", 1],
    ["await in a block", "if (a) {\n await b();\n}", 2],
  ])("with %s is an ES module that nobody told", (_, text, line) => {
    expect(parseModule(text, "commonjs")).toEqual({ kind: "module-syntax", line });
  });

  test.each([
    "#!/usr/bin/env node\nreturn;",
    "async function f() { await 1; for await (const x of y) {} }",
    "const await = 1; function* yield_() {}",
    "import('a'); <!-- comment\n--> comment\n",
    "new.target; var public = 1; with (a) {}",
    "const a = 010, b = '\\07';",
    "",
    "\uFEFFexports.a = 1;",
  ])("is read as Node reads it: %j", (text) => {
    expect(parseModule(text, "commonjs").kind).toBe("program");
  });

  test("that is neither has a syntax error, with line and reason", () => {
    expect(parseModule("const a = 1;\nconst b = {;", "commonjs")).toEqual({
      kind: "syntax-error",
      line: 2,
      reason: "Unexpected token",
    });
    expect(parseModule("const a = <div/>;", "commonjs").kind).toBe("syntax-error");
    expect(parseModule("const a: string = '';", "commonjs").kind).toBe("syntax-error");
    expect(parseModule("export default {;", "commonjs").kind).toBe("syntax-error");
  });

  test("with syntax that Node knows and the parser does not is not judged", () => {
    // V8 accepts calls as targets of assignments in sloppy code, and throws when they run.
    expect(parseModule("f() = 1;", "commonjs")).toEqual({ kind: "unknown" });
  });
});

describe("an ES module", () => {
  test("is strict, and may await", () => {
    expect(parseModule("await 1; import.meta.url; export {};", "module").kind).toBe("program");
    expect(parseModule("with (a) {}", "module").kind).toBe("syntax-error");
    expect(parseModule("<!-- comment", "module").kind).toBe("syntax-error");
    expect(parseModule("return;", "module").kind).toBe("syntax-error");
  });
});

describe("a text that is nested too deeply", () => {
  const beyond = { kind: "beyond-limits", reason: "too-deep" };

  // Each in both formats, in which the parser comes by other ways. V8 would end the process for some of them.
  test.each([
    ["brackets", "[", "]"],
    ["parentheses", "(", ")"],
    ["templates", "`${", "}`"],
    ["tagged templates", "a`${", "}`"],
    ["functions with a regular expression", "(function () { /\\p{L}+/u.test(x); return ", "})"],
    ["arrow functions", "(a => ", ")"],
    ["callbacks", "f(function () {", "})"],
    ["calls", "f(", ")"],
    ["optional chains", "a?.[", "]"],
    ["objects", "({ a: ", "})"],
    ["classes", "class A { m() {", "}}"],
    ["loops", "for (const a of b) {", "}"],
    ["else if", "if (a) {} else ", ";"],
    ["operators", "a + ", "1"],
    ["negations", "!", ""],
    ["new", "new ", "a"],
    ["imports", "import(", ")"],
  ])("by %s is not read, in whatever number", (_, open, close) => {
    for (const levels of [2000, 20_000]) {
      const text = `${open.repeat(levels)}1${close.repeat(close === "1" || close === "a" ? 1 : levels)};`;
      expect(parseModule(text, "module")).toEqual(beyond);
      expect(parseModule(text, "commonjs")).toEqual(beyond);
    }
  });

  test("is read at the depth of generated code", () => {
    expect(parseModule(`${"[".repeat(200)}${"]".repeat(200)}`, "commonjs").kind).toBe("program");
    expect(parseModule(`x = ${"a + ".repeat(1000)}1`, "commonjs").kind).toBe("program");
    expect(parseModule("if (a) b(); else ".repeat(500) + "c();", "commonjs").kind).toBe("program");
    expect(parseModule(`x${".then(a)".repeat(10_000)}`, "commonjs").kind).toBe("program");
  });
});

test("a text with more nodes than a machine should hold is not read", () => {
  expect(parseModule("a;".repeat(2_100_000), "commonjs")).toEqual({ kind: "beyond-limits", reason: "too-large" });
});

test("a text whose names take minutes to be compared is not read", () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `let n${index};`).join("");
  expect(parseModule(names, "module")).toEqual({ kind: "beyond-limits", reason: "too-large" });
});
