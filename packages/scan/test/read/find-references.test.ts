import { describe, expect, test } from "vitest";
import { findReferences } from "../../src/read/find-references.ts";
import { parseModule } from "../../src/read/parse-module.ts";
import type { ModuleFormat } from "../../src/read/parse-module.ts";

/** `specifier when` of each reference, in the order of the text; `import` is told where it is not by `require`. */
function references(text: string, format: ModuleFormat = "commonjs"): readonly string[] {
  const parsed = parseModule(text, format);
  if (parsed.kind !== "program") throw new Error(JSON.stringify(parsed));
  return findReferences(parsed.program, { text, format }).map(
    ({ specifier, by, when }) => `${specifier} ${when}${by === "import" ? " import" : ""}`,
  );
}

describe("what is asked for", () => {
  test("imports and exports of an ES module, with attributes, and import()", () => {
    const text = `
      import a from "a"; import "b"; import * as c from 'c'; import d, { e as f } from "d";
      import data from "./data.json" with { type: "json" };
      export { x } from "g"; export * from "h"; export * as i from "i"; export const j = 1;
      await import("k"); await import(\`l\`); await import(m);
      import.meta.url; // import "n"
      const text = 'import "o"';
    `;
    expect(references(text, "module")).toEqual([
      ...["a", "b", "c", "d", "./data.json", "g", "h", "i"].map((name) => `${name} loading import`),
      "k running import",
      "l running import",
    ]);
  });

  test("require with a literal, and nothing that only looks so", () => {
    const text = `#!/usr/bin/env node
      /* require("comment") */ // require('comment')
      const text = "require('text')", expression = /require\\("expression"\\)/;
      const a = require("a"), { b } = require('b').b, c = require(\`c\`)(require("d"));
      require(name); require(\`\${name}/e\`); require("f" + name); other.require("g"); requireAll("h");
      module.require("i"); new (require("j"))(); require?.("k");
      <!-- require("html")
    `;
    expect(references(text)).toEqual(["a", "b", "c", "d", "i", "j", "k"].map((name) => `${name} loading`));
  });

  test("require.resolve is guarded, and no finding where it looks elsewhere", () => {
    expect(references("require.resolve('a'); require.resolve('b', { paths: [] }); path.resolve('c');")).toEqual([
      "a guarded",
    ]);
  });

  test("a parameter, variable or function that is called require hides Node's", () => {
    expect(references("(function (require) { require('a'); (() => require('b'))(); })(load); require('c');")).toEqual([
      "c loading",
    ]);
    expect(references("function f() { var require = load; return () => require('a'); } require('b');")).toEqual([
      "b loading",
    ]);
    expect(references("function f({ require }) { require('a'); }")).toEqual([]);
    expect(references("function require(name) {} require('a');")).toEqual([]);
    expect(references("({ 1: [function (require, module, exports) { require('./a'); }, { './a': 2 }] })")).toEqual([]);
  });

  test("in an ES module, only what createRequire made requires", () => {
    expect(references("require('a'); export {};", "module")).toEqual([]);
    const made = `
      import { createRequire as _createRequire } from "node:module";
      import module from "module";
      const require = _createRequire(import.meta.url), __require = module.createRequire(import.meta.filename);
      const elsewhere = createRequire(process.cwd() + "/");
      require("a"); __require("b"); elsewhere("c"); require.resolve("d");
      function hidden(require) { require("e"); }
    `;
    expect(references(made, "module").slice(2)).toEqual(["a loading", "b loading", "d guarded"]);
  });

  test.each([
    "module$1.createRequire((typeof document === 'undefined' ? require('u' + 'rl').pathToFileURL(__filename).href : (script && script.src || new URL('a.js', document.baseURI).href)))",
    "(0, module_1.createRequire)(typeof __filename !== 'undefined' ? __filename : import_meta.url)",
    "createRequire(url.pathToFileURL(__filename))",
  ])("as bundlers write the file itself: %s", (made) => {
    expect(references(`const require$1 = ${made}; f(() => require$1('#fonts/a'));`)).toContain("#fonts/a running");
  });

  test("in a file of CommonJS, createRequire counts too", () => {
    expect(references("const load = require('module').createRequire(__filename); load('a');")).toEqual([
      "module loading",
      "a loading",
    ]);
  });

  test.each([
    "typeof document === 'undefined' ? require('u' + 'rl').pathToFileURL(__filename).href : script.src",
    "typeof document === 'undefined' ? new (require('u' + 'rl').URL)('file:' + __filename).href : document.baseURI",
    "new URL('file:' + __filename).href",
    "new URL(`file:${__filename}`).href",
    "(_url && _url.pathToFileURL(__filename)) || self.location",
    "importMetaUrl",
    "import_meta.url",
  ])("compilers write import.meta.url as %s", (url) => {
    const made = `const m = require('module'); const load = m.createRequire((${url})); load('#fonts/a');`;
    expect(references(made)).toContain("#fonts/a loading");
  });

  test.each([
    "process.cwd() + '/'",
    "at ? x : y",
    "'file:' + path",
    "new URL('a.js', import_meta.url).href",
    "join(__filename, '..')",
  ])("what createRequire makes of %s is not the file's own", (at) => {
    expect(references(`const load = createRequire(${at}); load('./a');`)).toEqual([]);
  });

  test("using, top-level await, decorated names and new syntax are read", () => {
    expect(
      references(
        "await using x = open(); using y = x; import 'a'; class A { static { f(); } #p = 1n ** 2n; }",
        "module",
      ),
    ).toEqual(["a loading import"]);
    expect(references("{ using y = require('a'); } return; const await = 1; new.target;")).toEqual(["a loading"]);
  });
});

describe("when it is asked for", () => {
  test("functions run later, those that are called where they stand at once", () => {
    const text = `
      function a() { require("a"); } const b = () => require("b"); class C { m() { require("c"); } d = require("d"); static e = require("e"); static { require("f"); } }
      (function () { require("g"); })(); (() => { require("h"); })(); (function () { require("i"); }).call(this); (async () => { require("j"); })();
      list.forEach(() => require("k")); const l = { get l() { return require("l"); } };
    `;
    expect(references(text)).toEqual([
      "a running",
      "b running",
      "c running",
      "d running",
      "e loading",
      "f loading",
      "g loading",
      "h loading",
      "i loading",
      "j running",
      "k running",
      "l running",
    ]);
  });

  test("a try with a catch guards its block and what is called in it, a finally does not", () => {
    const text = `
      try { require("a"); (() => require("b"))(); } catch { require("c"); } finally { require("d"); }
      try { require("e"); } finally {}
      function f() { try { require("f"); } catch (error) {} require("g"); }
    `;
    expect(references(text)).toEqual([
      "a guarded",
      "b guarded",
      "c running",
      "d loading",
      "e loading",
      "f guarded",
      "g running",
    ]);
  });

  test("a promise whose failure is caught is guarded", () => {
    const text =
      'import("a").catch(() => {}); import("b").then((b) => b, () => {}); import("c").then((c) => c); import("d").then(f).catch(g);';
    expect(references(text)).toEqual(["a guarded import", "b guarded import", "c running import", "d guarded import"]);
  });

  test("what stands behind a condition may not run", () => {
    const text = `
      if (fast) require("a"); else require("b"); const c = fast ? require("c") : require("d"); fast && require("e"); fast || require("f"); fast ?? require("g");
      switch (kind) { case 1: require("h"); } for (const each of list) require("i"); while (fast) { require("j"); } do { require("k"); } while (fast);
      if (require("l")) {}
    `;
    expect(references(text)).toEqual(
      "abcdefghij"
        .split("")
        .map((name) => `${name} running`)
        .concat("k loading", "l loading"),
    );
  });

  test("a condition on the place where it runs guards", () => {
    const text = `
      if (typeof window !== "undefined") require("a"); process.platform === "win32" ? require("b") : require("c");
      if (process.env.DEBUG) require("d"); if (require.main === module) require("e"); if (!module.parent) { require("f"); }
      switch (process.arch) { case "x64": require("g"); }
      process.env.NODE_ENV === "production" && require("h");
    `;
    expect(references(text)).toEqual("abcdefgh".split("").map((name) => `${name} guarded`));
  });

  test("of two builds for two environments, one runs", () => {
    const text =
      'if (process.env.NODE_ENV === "production") module.exports = require("./a"); else module.exports = require("./b");';
    expect(references(text)).toEqual(["./a running", "./b running"]);
  });

  test("what stands behind a constant never runs, or always", () => {
    const text =
      '0 && (module.exports = { ...require("a") }); if (false) require("b"); else require("c"); if (!0) require("d"); else require("e"); !1 && require("f");';
    expect(references(text)).toEqual(["c loading", "d loading"]);
  });
});
