import { commonJs } from "../conformance-case.ts";
import type { ConformanceCase } from "../conformance-case.ts";

/** How a handler gives its response. */
export const answeringCases: readonly ConformanceCase[] = [
  ...commonJs({
    "resolves with an object": "exports.handler = async (event) => ({ event, depth: 3 });",
    "resolves with undefined": "exports.handler = async () => undefined;",
    "resolves with null": "exports.handler = async () => null;",
    "resolves with a string": 'exports.handler = async () => "höhe \\u2028 \\u007f";',
    "resolves with a function": "exports.handler = async () => () => 1;",
    "resolves with a symbol": 'exports.handler = async () => Symbol("tide");',
    "resolves with a BigInt": "exports.handler = async () => 3n;",
    "resolves with a cyclic object":
      "exports.handler = async () => { const tide = {}; tide.tide = tide; return tide; };",
    "resolves with what toJSON makes": 'exports.handler = async () => ({ toJSON: () => ["made"] });',
    "resolves with what toJSON cannot make":
      'exports.handler = async () => ({ toJSON() { throw new Error("no JSON"); } });',
    "resolves with a Buffer, a Date and a Map":
      'exports.handler = async () => ({ buffer: Buffer.from("a"), date: new Date(0), map: new Map([[1, 2]]), nan: NaN });',
    "returns a value, not a promise": 'exports.handler = () => "sync";',
    "returns nothing": "exports.handler = () => {};",
    "returns a thenable": 'exports.handler = () => ({ then: (resolve) => resolve("then") });',
    "never settles, nothing left to do": "exports.handler = () => new Promise(() => {});",
    "calls back": 'exports.handler = (event, context, callback) => callback(null, "called");',
    "calls back later":
      'exports.handler = (event, context, callback) => { setTimeout(() => callback(null, "later"), 20); };',
    "calls back with an error": 'exports.handler = (event, context, callback) => callback(new TypeError("ebb"));',
    "calls back with a string as error": 'exports.handler = (event, context, callback) => callback("ebb");',
    "calls back with false as error": "exports.handler = (event, context, callback) => callback(false);",
    "calls back with nothing": "exports.handler = (event, context, callback) => callback();",
    "calls back with a BigInt": "exports.handler = (event, context, callback) => callback(null, 3n);",
    "calls back twice":
      'exports.handler = (event, context, callback) => { callback(null, "first"); callback(null, "second"); };',
    "calls back before a timer ends":
      'exports.handler = (event, context, callback) => { setTimeout(() => console.log("timer"), 60); callback(null, "waited"); };',
    "calls back, and does not wait for a timer":
      'exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setTimeout(() => console.log("timer"), 60_000); callback(null, "at once"); };',
    "async with a callback that is called":
      'exports.handler = async (event, context, callback) => { callback(null, "called"); return "returned"; };',
    "async with a callback that is not called": 'exports.handler = async (event, context, callback) => "returned";',
    "a callback with a default value": 'exports.handler = async (event, context, callback = null) => "returned";',
    "callback from the arguments":
      'exports.handler = function () { if (arguments[2]) arguments[2](null, "called"); else return "returned"; };',
    "context.succeed": 'exports.handler = (event, context) => { context.succeed("succeeded"); };',
    "context.fail": 'exports.handler = (event, context) => { context.fail(new Error("ebb")); };',
    "context.fail with nothing": "exports.handler = (event, context) => { context.fail(); };",
    "context.done": 'exports.handler = (event, context) => { context.done(null, "done"); };',
    "context.done with an error": 'exports.handler = (event, context) => { context.done("ebb", "done"); };',
    "context.succeed with a BigInt": "exports.handler = (event, context) => { context.succeed(3n); };",
    "context.succeed, then the promise":
      'exports.handler = async (event, context) => { context.succeed?.("succeeded"); return "returned"; };',
    "answers, then exits at once":
      'exports.handler = (event, context) => { context.succeed?.("succeeded"); process.exit(3); };',
  }),
  {
    name: "never settles, a timer left",
    files: { "index.js": "exports.handler = () => new Promise(() => setInterval(() => {}, 1000));\n" },
    hangs: true,
  },
  {
    name: "three invokes, with state",
    files: { "index.js": "let count = 0;\nexports.handler = async (event) => [event, ++count];\n" },
    events: [1, "null", { tide: "spring" }],
  },
  {
    name: "three invokes, by callback",
    files: {
      "index.js":
        "let count = 0;\nexports.handler = (event, context, callback) => { setTimeout(callback, 5, null, ++count); };\n",
    },
    events: [1, 2, 3],
  },
  {
    name: "two invokes, the first fails",
    files: {
      "index.js": 'exports.handler = async (event) => { if (event === 1) throw new Error("ebb"); return "flood"; };\n',
    },
    events: [1, 2],
  },
  {
    name: "two invokes, the first settles during the second",
    files: {
      "index.js":
        'exports.handler = (event, context, callback) => { if (event === 1) { context.callbackWaitsForEmptyEventLoop = false; setTimeout(callback, 40, null, "late"); callback(null, "first"); } else setTimeout(callback, 120, null, "second"); };\n',
    },
    events: [1, 2],
  },
  {
    name: "an event with other characters",
    files: { "index.js": "exports.handler = async (event) => event;\n" },
    events: [{ höhe: "\u2028\u007f\u0000", deep: "🌊" }],
  },
];
