import { commonJs } from "../conformance-case.ts";
import type { ConformanceCase } from "../conformance-case.ts";

/** How an invoke fails. */
export const failingCases: readonly ConformanceCase[] = [
  ...commonJs({
    "rejects with an error": 'exports.handler = async () => { throw new Error("ebb"); };',
    "throws, not async": 'exports.handler = () => { throw new Error("ebb"); };',
    "throws an error of a class":
      'class TideError extends Error {}\nexports.handler = async () => { throw new TideError("ebb"); };',
    "throws an error with a name":
      'exports.handler = async () => { throw Object.assign(new Error("ebb"), { name: "TideError" }); };',
    "throws an error with own properties":
      'exports.handler = async () => { throw Object.assign(new Error("ebb"), { code: "EDRY", depth: 3, tide: { spring: true } }); };',
    "throws an error with a cause":
      'exports.handler = async () => { throw new Error("ebb", { cause: new RangeError("moon") }); };',
    "throws an error with a cyclic property":
      'exports.handler = async () => { const error = new Error("ebb"); error.self = error; throw error; };',
    "throws an error with a BigInt property":
      'exports.handler = async () => { throw Object.assign(new Error("ebb"), { depth: 3n }); };',
    "throws an AggregateError":
      'exports.handler = async () => { throw new AggregateError([new Error("a"), new Error("b")], "both"); };',
    "throws an error with DEL characters": 'exports.handler = async () => { throw new Error("e\\u007fb\\u007fb"); };',
    "throws an error with several lines": 'exports.handler = async () => { throw new Error("ebb\\nand flood"); };',
    "throws an error without a stack":
      'exports.handler = async () => { const error = new Error("ebb"); delete error.stack; error.stack = undefined; throw error; };',
    "throws an error without a message": "exports.handler = async () => { throw new Error(); };",
    "throws an error whose name throws":
      'exports.handler = async () => { const error = new Error("ebb"); Object.defineProperty(error, "name", { get() { throw new Error("no name"); } }); throw error; };',
    "throws an error of another realm":
      'exports.handler = async () => require("node:vm").runInNewContext("throw new TypeError(\'ebb\')");',
    "throws what looks like an error":
      'exports.handler = async () => { throw { name: "TideError", message: "ebb", stack: "TideError: ebb\\n    at sea" }; };',
    "throws a string": 'exports.handler = async () => { throw "ebb"; };',
    "throws a number": "exports.handler = async () => { throw 3; };",
    "throws null": "exports.handler = async () => { throw null; };",
    "throws undefined": "exports.handler = async () => { throw undefined; };",
    "throws null, not async": "exports.handler = () => { throw null; };",
    "throws an object": "exports.handler = async () => { throw { depth: 3 }; };",
    "throws an object without a prototype": "exports.handler = async () => { throw Object.create(null); };",
    "throws a symbol": 'exports.handler = async () => { throw Symbol("ebb"); };',
    "rejects unheard":
      'exports.handler = async () => { Promise.reject(new Error("adrift")); await new Promise((r) => setTimeout(r, 200)); return 1; };',
    "rejects unheard, with a string":
      'exports.handler = async () => { Promise.reject("adrift"); await new Promise((r) => setTimeout(r, 200)); return 1; };',
    "rejects unheard, with a symbol":
      'exports.handler = async () => { Promise.reject(Symbol("adrift")); await new Promise((r) => setTimeout(r, 200)); return 1; };',
    "throws in a timer":
      'exports.handler = () => new Promise(() => setTimeout(() => { throw new Error("later"); }, 5));',
    "throws a string in a timer": 'exports.handler = () => new Promise(() => setTimeout(() => { throw "later"; }, 5));',
    "exits with 0": "exports.handler = async () => process.exit(0);",
    "exits with 7": "exports.handler = async () => process.exit(7);",
    "kills itself": 'exports.handler = () => new Promise(() => process.kill(process.pid, "SIGTERM"));',
    aborts: "exports.handler = async () => process.abort();",
    "listens for unhandled rejections itself":
      'process.removeAllListeners("unhandledRejection");\nprocess.on("unhandledRejection", () => console.log("heard"));\nexports.handler = async () => { Promise.reject(new Error("adrift")); await new Promise((r) => setTimeout(r, 50)); return 1; };',
  }),
];
