import { createRequire } from "node:module";
import { globMatcher, isHardGlob } from "@lambda-pack/model";
import type Micromatch from "micromatch";

const requireCommonJs = createRequire(import.meta.url);

/**
 * Whether a path matches a glob; a leading dot is a character like any other. The matcher is loaded with the first glob:
 * most packs get by without.
 */
export function matcherOf(glob: string): (path: string) => boolean {
  const micromatch: typeof Micromatch = requireCommonJs("micromatch");
  if (!isHardGlob(glob)) return micromatch.matcher(glob, { dot: true });
  return globMatcher(glob, micromatch.makeRe(glob, { dot: true }));
}
