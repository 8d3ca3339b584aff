import { createRequire } from "node:module";
import type micromatch from "micromatch";

const requireCommonJs = createRequire(import.meta.url);

/** The matcher of globs, loaded when one is first needed: most packs get by without, and it is a sixth of their start. */
export function loadMicromatch(): typeof micromatch {
  return requireCommonJs("micromatch");
}
