import { parseYarnClassicLockfile } from "../lockfile/parse-yarn-classic-lockfile.ts";
import { declaredGlobs } from "./declared-globs.ts";
import type { PackageManagerTraits } from "./package-manager-traits.ts";

/** Yarn 1. Newer versions of Yarn that write a node_modules look alike enough to be treated the same. */
export const yarnClassic: PackageManagerTraits = {
  recognize: (_root, has) => {
    if (has("node_modules/.yarn-integrity") || has("node_modules/.yarn-state.yml")) return "installed";
    return has("yarn.lock") ? "locked" : undefined;
  },
  importerGlobs: declaredGlobs,
  honorsNegation: false,
  lockfiles: new Map([["yarn.lock", parseYarnClassicLockfile]]),
  installsEachImporter: false,
  installCommand: "yarn install",
  // Yarn 1 cannot be told which platform: it installs those of all.
  platformInstallCommand: () => "yarn install --ignore-platform",
};
