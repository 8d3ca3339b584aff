import { parseNpmLockfile } from "../lockfile/parse-npm-lockfile.ts";
import { declaredGlobs } from "./declared-globs.ts";
import { type PackageManagerTraits, readNothing } from "./package-manager-traits.ts";

/** npm 7 and newer with `workspaces`, with every install-strategy. */
export const npm: PackageManagerTraits = {
  recognize: (_root, { has }) => {
    if (has("node_modules/.package-lock.json")) return "installed";
    return has("package-lock.json") || has("npm-shrinkwrap.json") ? "locked" : undefined;
  },
  importerGlobs: declaredGlobs,
  honorsNegation: true,
  // npm ignores package-lock.json where there is a npm-shrinkwrap.json.
  lockfiles: new Map([
    ["npm-shrinkwrap.json", parseNpmLockfile],
    ["package-lock.json", parseNpmLockfile],
  ]),
  installsEachImporter: false,
  readInstall: readNothing,
  installCommand: "npm install",
  platformInstallCommand: ({ os, cpu, libc }) => `npm install --os=${os} --cpu=${cpu} --libc=${libc}`,
  // npm 12 blocks install scripts; 11 warns, 10 runs them and needs no more than a build.
  allowScriptsCommand: (name) => `npm install-scripts approve ${name} && npm rebuild ${name}`,
};
