import { npm } from "./npm.ts";
import type { PackageManagerTraits } from "./package-manager-traits.ts";
import { yarnClassic } from "./yarn-classic.ts";

/** Lerna's own `bootstrap`, up to version 6: every package has its own node_modules and lockfile. */
export const lerna: PackageManagerTraits = {
  recognize: ({ lernaJson, workspaces }) =>
    lernaJson !== undefined && workspaces === undefined ? "layout" : undefined,
  importerGlobs: ({ lernaPackages }) => lernaPackages ?? ["packages/*"],
  honorsNegation: false,
  lockfiles: new Map([...npm.lockfiles, ...yarnClassic.lockfiles]),
  installsEachImporter: true,
  installCommand: "npx lerna bootstrap",
  platformInstallCommand: ({ os, cpu, libc }) => `npx lerna bootstrap -- --os=${os} --cpu=${cpu} --libc=${libc}`,
};
