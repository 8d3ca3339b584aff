import { transformSync } from "esbuild";
import type { TransformOptions } from "esbuild";
import { describe, expect, test } from "vitest";
import { exportedNames } from "../../src/read/exported-names.ts";
import { parseModule } from "../../src/read/parse-module.ts";
import type { ModuleFormat } from "../../src/read/parse-module.ts";

/** The names, ordered, with `…` behind them where there may be more. */
function names(text: string, format: ModuleFormat = "commonjs"): string {
  const parsed = parseModule(text, format);
  if (parsed.kind !== "program") throw new Error(JSON.stringify(parsed));
  const { names: found, complete, stars } = exportedNames(parsed.program, format);
  const plain = [...found].filter((name) => name !== "__esModule").toSorted();
  return [...plain, ...stars.map((star) => `*${star}`), ...(complete ? [] : ["…"])].join(" ");
}

describe("CommonJS", () => {
  test.each([
    ["exports.a = 1; exports['b'] = 2; module.exports.c = 3; module['exports'].d = 4;", "a b c d"],
    ["module.exports = { a, b: 1, 'c': 2, d() {}, get e() { return 1; } };", "a b c d e"],
    ["exports = module.exports = { a }; exports.b = 1;", "a b"],
    ["module.exports = exports = { a };", "a"],
    ["exports.a = exports.b = void 0;", "a b"],
    ["Object.defineProperty(exports, '__esModule', { value: true }); exports.default = f;", "default"],
    ["Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return b.a; } });", "a"],
    ["this.a = 1;", "a"],
    ["module.exports = () => {}; module.exports.a = 1;", "a"],
    ["module.exports = async function () {};", ""],
    ["class A { constructor() { register(this); this.b = 1; } } exports.a = function () { return this; };", "a b"],
    ["if (x) { exports.a = 1; } function f() { exports.b = 2; }", "a b"],
    ["if (require.main === module) run(); if (typeof exports === 'object') exports.a = exports.b.c;", "a"],
    ["(exports.a = 1), (exports.b = 2);", "a b"],
    ["(function (K) { K[K.x = 0] = 'x'; })(K || (exports.K = K = {}));", "K"],
    ["const a = { exports: 1 }; a.module = a.exports; exports.b = class { exports() {} };", "b"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(names(text)).toBe(expected);
  });

  test.each([
    "module.exports = require('./a');",
    "module.exports = create();",
    "module.exports = app; app.handler = 1;",
    "module.exports = function app() {}; ",
    "module.exports = { ...rest };",
    "module.exports = { [name]: 1 };",
    "exports[name] = 1;",
    "Object.assign(exports, all);",
    "__exportStar(require('./a'), exports);",
    "Object.keys(a).forEach((key) => { Object.defineProperty(exports, key, { get: () => a[key] }); });",
    "const app = module.exports = {}; app.handler = 1;",
    "const all = exports; all.handler = 1;",
    "const { exports: all } = module; all.handler = 1;",
    "(function (root) { root.handler = 1; })(this);",
    "const self = this; self.handler = 1;",
    "(function (e) { e.handler = 1; })(exports);",
    "eval('exports.handler = 1');",
    "register(module);",
    "let x; x = module.exports = {};",
  ])("may export more: %s", (text) => {
    expect(names(text)).toMatch(/…$/u);
  });

  test("what TypeScript writes", () => {
    const text = `"use strict";
      var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
      var __awaiter = (this && this.__awaiter) || function (thisArg, f) { return new (this.P)(f); };
      Object.defineProperty(exports, "__esModule", { value: true });
      exports.second = exports.handler = void 0;
      const a_1 = __importDefault(require("a"));
      var b_1 = require("b");
      Object.defineProperty(exports, "third", { enumerable: true, get: function () { return b_1.third; } });
      const handler = () => __awaiter(void 0, void 0, void 0, function* () {});
      exports.handler = handler; exports.second = 2;`;
    expect(names(text)).toBe("handler second third");
    expect(names(`${text} __exportStar(require("./c"), exports);`)).toMatch(/…$/u);
  });

  const options: TransformOptions = { format: "cjs", platform: "node" };

  test.each<readonly [string, TransformOptions]>([
    ["plain", options],
    ["small", { ...options, minifySyntax: true }],
    ["in white space", { ...options, minifyWhitespace: true }],
  ])("what esbuild writes, %s", (_, how) => {
    const { code } = transformSync("export const handler = 1; export function second() {} export default 3;", how);
    expect(names(code)).toBe("default handler second");
    const star = transformSync("export const handler = 1; export * from './other';", how);
    expect(names(star.code)).toMatch(/^handler.*…$/u);
  });
});

describe("ES modules", () => {
  test.each([
    [
      "export const a = 1, { b, c: [d, ...e], f: g = 1, ...h } = x; export function i() {} export class J {}",
      "J a b d e g h i",
    ],
    ["export { a, b as c, d as 'e f' }; const a = 1, b = 2, d = 3;", "a c e f"],
    ["export default function named() {}", "default"],
    ["export * from 'a'; export * as b from 'b'; export { c, default as d } from 'c';", "b c d *a"],
    ["import 'a'; const b = 1;", ""],
  ])("%s", (text, expected) => {
    expect(names(text, "module")).toBe(expected);
  });
});
