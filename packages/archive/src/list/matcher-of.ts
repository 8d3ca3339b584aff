import { createRequire } from "node:module";
import type Micromatch from "micromatch";

const requireCommonJs = createRequire(import.meta.url);

/**
 * Whether a path matches a glob; a leading dot is a character like any other. The matcher is loaded with the first glob:
 * most packs get by without.
 */
export function matcherOf(glob: string): (path: string) => boolean {
  const micromatch: typeof Micromatch = requireCommonJs("micromatch");
  return micromatch.matcher(glob, { dot: true });
}
