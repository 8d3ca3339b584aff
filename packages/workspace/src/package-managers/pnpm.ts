import { join, resolve } from "node:path";
import { isJsonObject, isTexts, PackError } from "@lambda-pack/model";
import type { JsonObject, Lockfile } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { isBelow } from "../disk/paths.ts";
import { objectIn, textIn } from "../lockfile/lockfile-fields.ts";
import { parsePnpmLockfile } from "../lockfile/parse-pnpm-lockfile.ts";
import { parseYamlObject } from "../manifest/parse-yaml-object.ts";
import { readPlugAndPlay } from "../plug-and-play/read-plug-and-play.ts";
import type { RootFiles } from "./root-files.ts";
import { declaredGlobs } from "./declared-globs.ts";
import type { InstallNotes, PackageManagerTraits } from "./package-manager-traits.ts";
import { resolvedInLockfiles } from "./resolved-in-lockfiles.ts";

const isolateHint = "Set \"nodeLinker: isolated\" in pnpm-workspace.yaml and run 'pnpm install'.";

/** pnpm 9 and newer, isolated or hoisted, with a store in the project or one for all. */
export const pnpm: PackageManagerTraits = {
  recognize: ({ pnpmPackages, workspaces }, { has }) => {
    if (pnpmPackages !== undefined && workspaces === undefined) return "layout";
    if (has("node_modules/.modules.yaml")) return "installed";
    return has("pnpm-lock.yaml") || pnpmPackages !== undefined ? "locked" : undefined;
  },
  // It reads pnpm-workspace.yaml alone; where there is none, what another package manager's fields say is all there is.
  importerGlobs: (root) => root.pnpmPackages ?? declaredGlobs(root),
  honorsNegation: true,
  nestsImporters: false,
  ignoresInvalidNames: false,
  linksPublishDirectory: true,
  linksAtRoot: false,
  ignoredFolder: "bower_components",
  lockfiles: new Map([["pnpm-lock.yaml", parsePnpmLockfile]]),
  // With `sharedWorkspaceLockfile: false`; otherwise only the root has a lockfile.
  installsEachImporter: true,
  overridePlaces: ["overrides in pnpm-workspace.yaml", "pnpm.overrides in package.json", "resolutions in package.json"],
  readInstall,
  installCommand: "pnpm install",
  platformInstallCommand: ({ os, cpu, libc }) => `pnpm install --os=${os} --cpu=${cpu} --libc=${libc}`,
  allowScriptsCommand: () => "pnpm approve-builds",
  program: "pnpm",
  scriptCommand: (script, name) => `pnpm --filter ${name} run ${script}`,
};

/**
 * `.modules.yaml` is YAML up to pnpm 9, and JSON, which is YAML too, from then on. Up to pnpm 11, Plug'n'Play's data is
 * Yarn's; that of pnpm 12 is of another form, and not read.
 */
async function readInstall(disk: Disk, { dir }: RootFiles, lockfiles: readonly Lockfile[]): Promise<InstallNotes> {
  const file = join(dir, "node_modules", ".modules.yaml");
  const text = disk.readText(file);
  const notes = text === undefined ? {} : await parseYamlObject(text, file);
  const linker = notes["nodeLinker"];
  if (linker === "loaded" || isJsonObject(linker)) throw noFiles(dir);
  return {
    stores: storesOf(disk, dir, notes),
    injected: injectedOf(disk, dir, notes),
    resolvedDependencies: resolvedInLockfiles(lockfiles),
    replacesBundled: linker === "pnp",
    plugAndPlay: linker === "pnp" ? await readPlugAndPlay(disk, dir, isolateHint) : undefined,
  };
}

/**
 * The virtual store is in the project's node_modules, unless a setting puts it elsewhere or it is shared by all projects of
 * the machine: then it is the folder `links` of the store, which `virtualStoreDir` does not always name.
 */
function storesOf(disk: Disk, root: string, notes: JsonObject): readonly string[] {
  const named = [textIn(notes, "virtualStoreDir"), textIn(notes, "storeDir")?.concat("/links")];
  const dirs = named.filter((dir) => dir !== undefined).map((dir) => resolve(root, "node_modules", dir));
  const real = dirs.map((dir) => disk.realPath(dir));
  return [...new Set(real.filter((dir) => dir !== undefined))].filter((dir) => !isBelow(root, dir));
}

/** `injectedDeps`: directory of the package of the workspace → its copies, all relative to the root. */
function injectedOf(disk: Disk, root: string, notes: JsonObject): ReadonlyMap<string, string> {
  const injected = new Map<string, string>();
  for (const [source, copies] of Object.entries(objectIn(notes, "injectedDeps"))) {
    for (const copy of isTexts(copies) ? copies : []) {
      const dir = disk.realPath(resolve(root, copy));
      if (dir !== undefined) injected.set(dir, resolve(root, source));
    }
  }
  return injected;
}

/** pnpm 12 can leave the packages in its store and load them from there while the program runs. */
function noFiles(dir: string): PackError {
  return new PackError(
    "WORKSPACE_UNSUPPORTED",
    `The monorepo at ${dir} is installed with pnpm's node linker "loaded", which puts no files of packages on disk.`,
    {
      hint: isolateHint,
      details: { root: dir, packageManager: "pnpm" },
    },
  );
}
