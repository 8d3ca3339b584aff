import { npm } from "./npm.ts";
import { readNothing } from "./package-manager-traits.ts";
import type { PackageManagerTraits } from "./package-manager-traits.ts";
import { yarnClassic } from "./yarn-classic.ts";

/** Lerna's own `bootstrap`, up to version 6: every package has its own node_modules and lockfile. */
export const lerna: PackageManagerTraits = {
  recognize: ({ lernaJson, workspaces, pnpmPackages }) =>
    lernaJson !== undefined && workspaces === undefined && pnpmPackages === undefined ? "layout" : undefined,
  importerGlobs: ({ lernaPackages }) => lernaPackages ?? ["packages/*"],
  honorsNegation: false,
  nestsImporters: false,
  ignoresInvalidNames: false,
  linksPublishDirectory: false,
  linksAtRoot: false,
  lockfiles: new Map([...npm.lockfiles, ...yarnClassic.lockfiles]),
  installsEachImporter: true,
  overridePlaces: [...npm.overridePlaces, ...yarnClassic.overridePlaces],
  readInstall: readNothing,
  // A bootstrap alone installs nothing where the ranges are met, whatever the lockfiles say.
  installCommand: "npx lerna clean --yes && npx lerna bootstrap",
  // npm heeds the platform, Yarn 1 the last option alone.
  platformInstallCommand: ({ os, cpu, libc }) =>
    `npx lerna clean --yes && npx lerna bootstrap -- --os=${os} --cpu=${cpu} --libc=${libc} --ignore-platform`,
  // A second bootstrap builds nothing that is installed; what was hoisted is at the root. npm builds what Yarn installed too.
  allowScriptsCommand: (name) => `npm rebuild ${name} && npx lerna exec -- npm rebuild ${name}`,
  program: "npm",
  scriptCommand: (script, name) => `npx lerna run ${script} --scope ${name}`,
};
