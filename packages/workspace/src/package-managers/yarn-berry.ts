import { join } from "node:path";
import type { Disk } from "../disk/open-disk.ts";
import { parseYarnBerryLockfile } from "../lockfile/parse-yarn-berry-lockfile.ts";
import { findZipFolders } from "../plug-and-play/find-zip-folders.ts";
import { readPlugAndPlay } from "../plug-and-play/read-plug-and-play.ts";
import type { RootFiles } from "./root-files.ts";
import { declaredGlobs } from "./declared-globs.ts";
import { readNothing } from "./package-manager-traits.ts";
import type { InstallNotes, PackageManagerTraits, Traces } from "./package-manager-traits.ts";
import { readPackageMap } from "./read-package-map.ts";
import { resolvedInPlugAndPlay } from "./resolved-in-plug-and-play.ts";

const plugAndPlayRemedy =
  "Set \"pnpEnableInlining: false\" in .yarnrc.yml and run 'yarn install', which writes .pnp.data.json.";

/** Yarn 2 and newer, with each of its linkers: node-modules, pnpm, and Plug'n'Play. */
export const yarnBerry: PackageManagerTraits = {
  recognize: (_root, traces) => {
    if (isInstalled(traces)) return "installed";
    return traces.yarnLock === "berry" ? "locked" : undefined;
  },
  importerGlobs: declaredGlobs,
  honorsNegation: true,
  nestsImporters: true,
  ignoresInvalidNames: true,
  linksPublishDirectory: false,
  linksAtRoot: false,
  lockfiles: new Map([["yarn.lock", parseYarnBerryLockfile]]),
  installsEachImporter: false,
  overridePlaces: ["resolutions in package.json"],
  readInstall,
  installCommand: "yarn install",
  platformInstallCommand: ({ os, cpu, libc }) => {
    const architectures = { os: ["current", os], cpu: ["current", cpu], libc: ["current", libc] };
    return `yarn config set supportedArchitectures --json '${JSON.stringify(architectures)}' && yarn install`;
  },
  // `enableScripts` would let the scripts of all packages run. It is the root's package.json that counts.
  allowScriptsCommand: (name) => `npm pkg set "dependenciesMeta[${name}].built=true" --json && yarn rebuild ${name}`,
  program: "yarn",
  scriptCommand: (script, name) => `yarn workspace ${name} run ${script}`,
};

/** The linkers leave different traces; the pnpm linker has its store in common with npm's. */
function isInstalled({ has, yarnLock }: Traces): boolean {
  const hasStore = yarnLock === "berry" && has("node_modules/.store");
  // Yarn removes every node_modules when it installs for Plug'n'Play: one with a mark of another kind came later.
  const isReplaced = ["node_modules/.package-lock.json", "node_modules/.yarn-integrity"].some(has);
  const hasPlugAndPlay = !isReplaced && (has(".pnp.cjs") || has(".pnp.js"));
  return has("node_modules/.yarn-state.yml") || hasPlugAndPlay || hasStore;
}

/** A data file beside a node_modules of Yarn's own is left over from before. */
async function readInstall(disk: Disk, { dir }: RootFiles): Promise<InstallNotes> {
  const installed = disk.list(join(dir, "node_modules"));
  const hasNodeModules = installed?.has(".yarn-state.yml") === true || installed?.has(".store") === true;
  const plugAndPlay = hasNodeModules ? undefined : await readPlugAndPlay(disk, dir, plugAndPlayRemedy);
  const nothing = await readNothing();
  if (plugAndPlay === undefined) {
    const resolvedDependencies = readPackageMap(disk, join(dir, "node_modules"));
    // The linker pnpm alone leaves bundled packages in their places.
    return { ...nothing, resolvedDependencies, replacesBundled: installed?.has(".yarn-state.yml") === true };
  }
  const stores = findZipFolders(plugAndPlay, dir).map((folder) => disk.realPath(folder));
  const resolvedDependencies = resolvedInPlugAndPlay(plugAndPlay);
  return {
    ...nothing,
    stores: stores.filter((store) => store !== undefined),
    resolvedDependencies,
    replacesBundled: true,
    plugAndPlay,
  };
}
