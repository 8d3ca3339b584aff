import { createRequire } from "node:module";
import type * as Semver from "semver";

const requireCommonJs = createRequire(import.meta.url);

/**
 * What is used of npm's semver, each part loaded when it is first used: most ranges and versions are plain enough to be
 * compared without.
 */
export const semver: Pick<typeof Semver, "Range" | "SemVer" | "satisfies" | "valid" | "validRange"> = {
  get Range() {
    return requireCommonJs("semver/classes/range.js");
  },
  get SemVer() {
    return requireCommonJs("semver/classes/semver.js");
  },
  get satisfies() {
    return requireCommonJs("semver/functions/satisfies.js");
  },
  get valid() {
    return requireCommonJs("semver/functions/valid.js");
  },
  get validRange() {
    return requireCommonJs("semver/ranges/valid.js");
  },
};
