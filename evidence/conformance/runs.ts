import type { Contract } from "../../packages/model/src/lambda/runtimes.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { testedMajors } from "./nodes.ts";

/** The line of Node.js that Lambda runs a contract on, of those that are compared in every case. */
const usual: Readonly<Record<Contract, number>> = { callback: 20, promise: 24 };

export const contracts: readonly Contract[] = ["callback", "promise"];

/**
 * The lines of Node.js on which a case is compared: every one where Node.js itself has a say, and for one case of each kind; the
 * usual one otherwise, since all else is the client's.
 */
export function majorsOf({ name }: ConformanceCase, contract: Contract): readonly number[] {
  return everywhere.has(name) ? testedMajors : [usual[contract]];
}

const everywhere = new Set([
  "CommonJS, index.js",
  'ES module, index.js with "type": "module"',
  "a directory of the same name beside the file",
  "a missing package, by require",
  "a missing package, by import",
  "a syntax error, CommonJS",
  "ES module syntax in index.js",
  "top-level await that never settles",
  "throws an error at load",
  "require() of an ES module",
  "the module-sync condition of a package",
  "resolves with an object",
  "never settles, nothing left to do",
  "calls back before a timer ends",
  "answers, then exits at once",
  "rejects with an error",
  "rejects unheard",
  "throws in a timer",
  "streams: fails midway",
  "streams: a pipeline that fails",
  "the keys of the context, in order",
  "every method of the console",
]);
