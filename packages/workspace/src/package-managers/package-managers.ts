import type { Importer, PackageManager, Platform, Workspace } from "@lambda-pack/model";
import type { RootFiles } from "./root-files.ts";
import { bun } from "./bun.ts";
import { lerna } from "./lerna.ts";
import { npm } from "./npm.ts";
import { evidences } from "./package-manager-traits.ts";
import type { PackageManagerTraits, Traces } from "./package-manager-traits.ts";
import { pnpm } from "./pnpm.ts";
import { yarnBerry } from "./yarn-berry.ts";
import { yarnClassic } from "./yarn-classic.ts";

/** A new package manager does not compile until it has a line here. The order decides where nothing else does. */
export const packageManagers = {
  lerna,
  pnpm,
  "yarn-berry": yarnBerry,
  "yarn-classic": yarnClassic,
  bun,
  npm,
} as const satisfies Record<PackageManager, PackageManagerTraits>;

const names = Object.keys(packageManagers).filter(isPackageManager);

/**
 * The package manager that installed what is on disk. Of several with equal evidence, package.json's `packageManager` or
 * lerna.json's `npmClient` decides; without any evidence too, and npm when they say nothing.
 */
export function recognizePackageManager(root: RootFiles, traces: Traces): PackageManager {
  for (const evidence of evidences) {
    const found = names.filter((name) => packageManagers[name].recognize(root, traces) === evidence);
    const [first] = found;
    if (first !== undefined) return found.find((name) => name === declaredPackageManager(root)) ?? first;
  }
  return declaredPackageManager(root) ?? "npm";
}

/** The command that installs everything, for hints: Rush installs by pnpm, and must be asked itself. */
export function installCommandOf(packageManager: PackageManager, { rushDir }: RootFiles): string {
  return rushDir === undefined ? packageManagers[packageManager].installCommand : "rush install";
}

/** The command that installs what the platform needs besides the machine's own, for hints. */
export function platformInstallCommand(
  { packageManager }: Pick<Workspace, "packageManager">,
  platform: Platform,
): string {
  return packageManagers[packageManager].platformInstallCommand(platform);
}

/** The command that lets a package's install scripts run, for hints. */
export function allowScriptsCommand({ packageManager }: Pick<Workspace, "packageManager">, name: string): string {
  return packageManagers[packageManager].allowScriptsCommand(name);
}

/** The command that runs a script of a package of the workspace, started at the root, for hints. */
export function scriptCommand(
  { packageManager }: Pick<Workspace, "packageManager">,
  { name, path }: Pick<Importer, "name" | "path">,
  script: string,
): string {
  const { program, scriptCommand: commandFor } = packageManagers[packageManager];
  if (path === "") return `${program} run ${script}`;
  return name === undefined ? `cd ${path} && ${program} run ${script}` : commandFor(script, name);
}

/** The one that package.json or lerna.json asks for, if it is one that there is. */
export function declaredPackageManager({ packageJson, lernaJson }: RootFiles): PackageManager | undefined {
  const declared = packageJson?.["packageManager"] ?? lernaJson?.["npmClient"];
  if (typeof declared !== "string") return undefined;
  const [name, version = ""] = declared.split("@");
  if (name === "yarn") return /^(?:[01]\.|$)/u.test(version) ? "yarn-classic" : "yarn-berry";
  return name !== undefined && isPackageManager(name) ? name : undefined;
}

function isPackageManager(name: string): name is PackageManager {
  return Object.hasOwn(packageManagers, name);
}
