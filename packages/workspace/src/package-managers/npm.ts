import { parseNpmLockfile } from "../lockfile/parse-npm-lockfile.ts";
import { declaredGlobs } from "./declared-globs.ts";
import { readNothing } from "./package-manager-traits.ts";
import type { PackageManagerTraits } from "./package-manager-traits.ts";

/** npm 7 and newer with `workspaces`, with every install-strategy. */
export const npm: PackageManagerTraits = {
  recognize: (_root, { has }) => {
    if (has("node_modules/.package-lock.json")) return "installed";
    return has("package-lock.json") || has("npm-shrinkwrap.json") ? "locked" : undefined;
  },
  // npm takes every backslash for a slash, on every system.
  importerGlobs: (root) => declaredGlobs(root).map((glob) => glob.replaceAll("\\", "/")),
  honorsNegation: true,
  nestsImporters: false,
  ignoresInvalidNames: false,
  linksPublishDirectory: false,
  linksAtRoot: true,
  // npm ignores package-lock.json where there is a npm-shrinkwrap.json.
  lockfiles: new Map([
    ["npm-shrinkwrap.json", parseNpmLockfile],
    ["package-lock.json", parseNpmLockfile],
  ]),
  installsEachImporter: false,
  overridePlaces: ["overrides in package.json"],
  readInstall: readNothing,
  installCommand: "npm install",
  platformInstallCommand: ({ os, cpu, libc }) => `npm install --os=${os} --cpu=${cpu} --libc=${libc}`,
  // npm 12 blocks scripts that are not allowed there; 10 and 11 run them, and do not all know `npm install-scripts approve`.
  allowScriptsCommand: (name) =>
    `npm pkg set "allowScripts[${name}]=true" --json && npm rebuild ${name} --ignore-scripts=false`,
  program: "npm",
  scriptCommand: (script, name) => `npm run ${script} --workspace ${name}`,
};
