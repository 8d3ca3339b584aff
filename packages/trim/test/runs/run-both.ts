import { join } from "node:path";
import { expect } from "vitest";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import type { TrimPlan } from "../../src/trim-plan.ts";
import { trimOf } from "../trim-of.ts";
import type { TrimCase } from "../trim-of.ts";
import { startRunner, writeFiles } from "./start-runner.ts";

export interface RunOfBoth {
  readonly plan: TrimPlan;
  /** What a run of either bundle shows. */
  readonly seen: readonly string[];
}

/** Trims a bundle, and runs its handler from the whole and from what is left: both have to show the same. */
export async function runBoth(files: BundleFiles, options: TrimCase = {}): Promise<RunOfBoth> {
  const entry = Object.keys(files).find((path) => /^index\.m?js$/u.test(path)) ?? "index.js";
  const plan = await trimOf(files, { entry, ...options });
  const root = temporaryDirectory();
  const [whole, trimmed] = [join(root, "whole"), join(root, "trimmed")];
  writeFiles(whole, files);
  writeFiles(trimmed, Object.fromEntries(Object.entries(files).filter(([path]) => !plan.left.has(path))));
  const run = startRunner([]);
  const seen = await run(whole, entry);
  expect(await run(trimmed, entry)).toEqual(seen);
  return { plan, seen };
}
