import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { Contract } from "../../packages/model/src/lambda/runtimes.ts";

/** A handler, and how it is invoked. */
export interface ConformanceCase {
  /** What is special about it; unique. */
  readonly name: string;
  readonly files: Tree;
  /** `index.handler` where nothing is said. */
  readonly handler?: string;
  /** One invoke each, one after the other; one with `{}` where nothing is said. */
  readonly events?: readonly unknown[];
  readonly env?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly clientContext?: string;
  /** It never answers, with either client. */
  readonly hangs?: boolean;
  /** Why ours differs from AWS's client on purpose. */
  readonly differs?: Partial<Record<Contract, string>>;
}

/** Cases of CommonJS files, index.js each: by name. */
export function commonJs(sources: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(sources).map(([name, source]) => ({ name, files: { "index.js": `${source}\n` } }));
}

/** Cases of ES modules, index.mjs each: by name. */
export function esModules(sources: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(sources).map(([name, source]) => ({ name, files: { "index.mjs": `${source}\n` } }));
}
