import { json } from "@lambda-pack/test-support/disk/tree";
import { commonJs, esModules } from "../conformance-case.ts";
import type { ConformanceCase } from "../conformance-case.ts";

const answers = (text: string) => `exports.handler = async () => "${text}";\n`;
const answersAsModule = (text: string) => `export const handler = async () => "${text}";\n`;
const isModule = json({ type: "module" });

/** Where a handler lies, how it is exported, and what goes wrong before the first invoke. */
export const loadingCases: readonly ConformanceCase[] = [
  { name: "CommonJS, index.js", files: { "index.js": answers("js") } },
  { name: "CommonJS, index.cjs", files: { "index.cjs": answers("cjs") } },
  { name: "ES module, index.mjs", files: { "index.mjs": answersAsModule("mjs") } },
  {
    name: 'ES module, index.js with "type": "module"',
    files: { "index.js": answersAsModule("js"), "package.json": isModule },
  },
  {
    name: "a file without an extension before index.js",
    files: { index: answers("bare"), "index.js": answers("js") },
  },
  {
    name: "index.js before index.mjs and index.cjs",
    files: { "index.js": answers("js"), "index.mjs": answersAsModule("mjs"), "index.cjs": answers("cjs") },
  },
  {
    name: "a directory of the same name beside the file",
    handler: "tide.handler",
    files: { "tide.js": answers("file"), tide: { "index.js": answers("directory") } },
  },
  {
    name: "a directory with index.js instead of a file",
    handler: "tide.handler",
    files: { tide: { "index.js": answers("directory") } },
  },
  { name: "in a directory", handler: "src/tide.handler", files: { src: { "tide.js": answers("src") } } },
  { name: "with ./ before it", handler: "./index.handler", files: { "index.js": answers("dot") } },
  {
    name: "a package in node_modules",
    handler: "harbour.handler",
    files: {
      "node_modules/harbour": {
        "package.json": json({ name: "harbour", main: "lib.js" }),
        "lib.js": answers("package"),
      },
    },
  },
  {
    name: "an ES module package in node_modules",
    handler: "harbour.handler",
    files: {
      "node_modules/harbour": {
        "package.json": json({ name: "harbour", type: "module", main: "lib.js" }),
        "lib.js": answersAsModule("package"),
      },
    },
  },
  {
    name: "nested exports",
    handler: "index.tides.spring.handler",
    files: { "index.js": 'exports.tides = { spring: { handler: async () => "spring" } };\n' },
  },
  {
    name: "a method of a function",
    handler: "index.handler",
    files: { "index.js": 'function app() {}\napp.handler = async () => "method";\nmodule.exports = app;\n' },
  },
  {
    name: "a method of a default export",
    files: { "index.mjs": 'export default { handler: async () => "default" };\n' },
  },
  {
    name: "the default export of an ES module",
    handler: "index.default",
    files: { "index.mjs": 'export default async () => "default";\n' },
  },
  ...commonJs({
    "an export that is null": "exports.handler = null;",
    "an export that is not a function": 'exports.handler = "tide";',
    "no such export": "exports.other = async () => 1;",
    "throws an error at load": 'throw new RangeError("no water");',
    "throws a string at load": 'throw "no water";',
    "throws an error with own properties at load":
      'throw Object.assign(new Error("no water"), { code: "EDRY", depth: 3 });',
    "rejects unheard at load": 'Promise.reject(new Error("adrift"));\nexports.handler = async () => "loaded";',
    "exits with 0 at load": "process.exit(0);",
    "exits with 7 at load": "process.exit(7);",
    "a missing package, by require": 'require("anchor");',
    "a missing file, by require": 'require("./anchor");',
    "a syntax error, CommonJS": "exports.handler = async () => {;",
    "ES module syntax in index.js": 'export const handler = async () => "detected";',
    "prints while it loads": 'console.log("loading", { depth: 3 });\nexports.handler = async () => "loaded";',
  }),
  ...esModules({
    "a missing package, by import": 'import "anchor";\nexport const handler = async () => 1;',
    "a missing file, by import": 'import "./anchor.mjs";\nexport const handler = async () => 1;',
    "a syntax error, ES module": "export const handler = async () => {;",
    "an import without such an export":
      'import { nothing } from "node:fs";\nexport const handler = async () => nothing;',
    "top-level await": "const depth = await Promise.resolve(3);\nexport const handler = async () => depth;",
    "top-level await that never settles": "await new Promise(() => {});\nexport const handler = async () => 1;",
    "throws at load, ES module": 'throw new Error("no water");',
  }),
  {
    name: "require() of an ES module",
    files: {
      "index.js": 'exports.handler = async () => require("./tide.mjs").depth;\n',
      "tide.mjs": "export const depth = 3;\n",
    },
  },
  {
    name: "import of a JSON file",
    files: {
      "index.mjs": 'import tide from "./tide.json" with { type: "json" };\nexport const handler = async () => tide;\n',
      "tide.json": '{ "depth": 3 }',
    },
  },
  {
    name: "the module-sync condition of a package",
    files: {
      "index.js": 'exports.handler = async () => require("harbour");\n',
      "node_modules/harbour": {
        "package.json": json({ name: "harbour", exports: { "module-sync": "./sync.mjs", default: "./lib.js" } }),
        "sync.mjs": 'export default "module-sync";\n',
        "lib.js": 'module.exports = "default";\n',
      },
    },
  },
  {
    name: "a package.json that is no JSON",
    files: { "index.js": answers("js"), "package.json": "{" },
  },
  { name: "no such file", handler: "tide.handler", files: { "index.js": answers("js") } },
  { name: "a handler without a dot", handler: "index", files: { "index.js": answers("js") } },
  { name: "a handler with ..", handler: "../index.handler", files: { "index.js": answers("js") } },
  { name: "a handler with a file's extension", handler: "index.js.handler", files: { "index.js": answers("js") } },
  {
    name: "a file with a dot in its name",
    handler: "tide.spring.handler",
    files: { "tide.spring.js": answers("spring") },
  },
];
