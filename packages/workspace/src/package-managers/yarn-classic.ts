import { parseYarnClassicLockfile } from "../lockfile/parse-yarn-classic-lockfile.ts";
import { withSlashes } from "../disk/paths.ts";
import { declaredGlobs } from "./declared-globs.ts";
import { readNothing } from "./package-manager-traits.ts";
import type { PackageManagerTraits } from "./package-manager-traits.ts";

/** Yarn 1. */
export const yarnClassic: PackageManagerTraits = {
  recognize: (_root, { has, yarnLock }) => {
    if (has("node_modules/.yarn-integrity")) return "installed";
    return yarnLock === "classic" ? "locked" : undefined;
  },
  // On Windows, its matcher takes backslashes for slashes.
  importerGlobs: (root) => declaredGlobs(root).map(withSlashes),
  honorsNegation: false,
  nestsImporters: false,
  ignoresInvalidNames: false,
  linksPublishDirectory: false,
  linksAtRoot: true,
  lockfiles: new Map([["yarn.lock", parseYarnClassicLockfile]]),
  installsEachImporter: false,
  overridePlaces: ["resolutions in package.json"],
  readInstall: readNothing,
  installCommand: "yarn install",
  // Yarn 1 has no option for the platform: it installs those of all, and nothing unless forced where all seems to be there.
  platformInstallCommand: () => "yarn install --ignore-platform --force",
  // It runs them unless --ignore-scripts or ignore-scripts in a configuration says otherwise; what is installed needs the force.
  allowScriptsCommand: () => "yarn install --force",
  program: "yarn",
  scriptCommand: (script, name) => `yarn workspace ${name} run ${script}`,
};
