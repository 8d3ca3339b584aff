import { expect } from "vitest";
import { behaviourOf } from "@lambda-pack/model";
import { openFacts, openTree, readPackageJsons, searchPathsOf } from "@lambda-pack/scan";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { OpenedBundleOptions } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { readTrim } from "../src/read-trim.ts";
import type { TrimPlan } from "../src/trim-plan.ts";
import type { TrimOptions } from "../src/trim-source.ts";

export interface TrimCase
  extends Partial<TrimOptions>, Pick<OpenedBundleOptions, "packages" | "importers" | "root" | "edges"> {
  readonly runtime?: string;
  readonly entry?: string;
  readonly absent?: string;
  readonly foreign?: ReadonlySet<string>;
}

/** What is left of a bundle of literal files. */
export async function trimOf(files: BundleFiles, options: TrimCase = {}): Promise<TrimPlan> {
  const opened = openedBundle(files, { origin: "workspace", ...options });
  const resolver = {
    tree: openTree(opened.bundle),
    packageJsons: await readPackageJsons(opened, undefined),
    runtime: behaviourOf(options.runtime ?? "nodejs22.x"),
    searchPaths: searchPathsOf(opened.bundle),
  };
  const { mode = "reachable", whole = [], include = [], reachable = [], entry, absent, foreign } = options;
  const { plan, findFaults } = await readTrim({
    bundle: opened.bundle,
    resolver,
    facts: openFacts(opened, { depth: "openings" }),
    entries: entry === undefined ? [] : [{ path: entry, by: "require" }],
    absent,
    foreign,
    options: { mode, whole, include, reachable },
  });
  const entries = opened.bundle.entries.filter(({ kind, path }) => kind === "link" || plan.kept.has(path));
  expect(findFaults({ ...opened.bundle, entries })).toEqual([]);
  return plan;
}

/** The files of third-party packages that stay, but for package.json and licences, below `node_modules`. */
export function codeOf({ kept }: TrimPlan): readonly string[] {
  return [...kept].flatMap(([path, { kind }]) =>
    kind === "own" || kind === "manifest" || kind === "licence" ? [] : path.replace(/^node_modules\//u, ""),
  );
}
