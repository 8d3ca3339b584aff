import { isJsonObject } from "@lambda-pack/model";
import type { JsonObject, PackageManager } from "@lambda-pack/model";
import type { OverridePlace } from "./package-managers/package-manager-traits.ts";
import { packageManagers } from "./package-managers/package-managers.ts";
import type { RootFiles } from "./package-managers/root-files.ts";

/** Names of the packages whose version the root decides, whatever a dependent declares → where it does. */
export function overriddenNames(
  packageManager: PackageManager,
  { packageJson = {}, pnpmWorkspace = {} }: Pick<RootFiles, "packageJson" | "pnpmWorkspace">,
): ReadonlyMap<string, string> {
  const { pnpm } = packageJson;
  const namesAt: Readonly<Record<OverridePlace, readonly (string | undefined)[]>> = {
    "resolutions in package.json": yarnNames(packageJson["resolutions"]),
    "overrides in package.json": npmNames(packageJson["overrides"]),
    "overrides in pnpm-workspace.yaml": pnpmNames(pnpmWorkspace["overrides"]),
    "pnpm.overrides in package.json": pnpmNames(isJsonObject(pnpm) ? pnpm["overrides"] : undefined),
  };
  const names = new Map<string, string>();
  for (const place of packageManagers[packageManager].overridePlaces) {
    for (const name of namesAt[place]) if (name !== undefined && !names.has(name)) names.set(name, place);
  }
  return names;
}

/** The last package of a path such as `knex/@scope/a@npm:^1`; what follows an `@` has no slash. */
function yarnNames(resolutions: unknown): readonly (string | undefined)[] {
  return keysOf(resolutions).map((path) => /(?:^|\/)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?$/u.exec(path)?.[1]);
}

/** At every depth. An object speaks of what the package needs; of the package itself only under the key `.`. */
function npmNames(overrides: unknown): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  const nested: unknown[] = [overrides];
  for (const level of nested) {
    if (!isJsonObject(level)) continue;
    for (const [key, value] of Object.entries(level)) {
      if (key.startsWith("//")) continue;
      if (key !== "." && (!isJsonObject(value) || Object.hasOwn(value, "."))) names.push(nameOf(key));
      nested.push(value);
    }
  }
  return names;
}

/** `b` of `b@2`, `a>b` and `@s/a@1>b@2`; a `>` behind a space, `|` or `@` belongs to a range. */
function pnpmNames(overrides: unknown): readonly (string | undefined)[] {
  return keysOf(overrides).map((selector) => nameOf(selector.split(/(?<=[^ |@])>/u).at(1) ?? selector));
}

function nameOf(selector: string): string | undefined {
  return /^((?:@[^/@]+\/)?[^/@]+)(?:@.*)?$/u.exec(selector)?.[1];
}

function keysOf(value: unknown): readonly string[] {
  const fields: JsonObject = isJsonObject(value) ? value : {};
  // What begins so is a comment, as among the dependencies.
  return Object.keys(fields).filter((key) => !key.startsWith("//"));
}
