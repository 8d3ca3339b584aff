import { describe, expect, test } from "vitest";
import { parseModule } from "../../../src/modules/read/parse-module.ts";

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

test("a text that is nested too deeply for the parser is not judged", () => {
  expect(parseModule(`${"[".repeat(100_000)}${"]".repeat(100_000)}`, "commonjs")).toEqual({ kind: "unknown" });
});
