import type { PackageManager } from "@lambda-pack/model";
import { isJsonObject, type JsonObject } from "./manifest/parse-json-object.ts";
import type { RootFiles } from "./root-files.ts";

/** Where overrides may stand, in words for messages. */
type Place =
  | "resolutions in package.json"
  | "overrides in package.json"
  | "overrides in pnpm-workspace.yaml"
  | "pnpm.overrides in package.json";

/** The places that each package manager heeds, the one that counts first; Lerna lets npm or Yarn install. */
const heededPlaces: Readonly<Record<PackageManager, readonly Place[]>> = {
  npm: ["overrides in package.json"],
  "yarn-classic": ["resolutions in package.json"],
  "yarn-berry": ["resolutions in package.json"],
  pnpm: ["overrides in pnpm-workspace.yaml", "pnpm.overrides in package.json", "resolutions in package.json"],
  bun: ["overrides in package.json", "resolutions in package.json"],
  lerna: ["overrides in package.json", "resolutions in package.json"],
};

/** Names of the packages whose version the root decides, whatever a dependant declares → where it does. */
export function overriddenNames(
  packageManager: PackageManager,
  { packageJson = {}, pnpmWorkspace = {} }: Pick<RootFiles, "packageJson" | "pnpmWorkspace">,
): ReadonlyMap<string, string> {
  const { pnpm } = packageJson;
  const namesAt: Readonly<Record<Place, readonly (string | undefined)[]>> = {
    "resolutions in package.json": yarnNames(packageJson["resolutions"]),
    "overrides in package.json": npmNames(packageJson["overrides"]),
    "overrides in pnpm-workspace.yaml": pnpmNames(pnpmWorkspace["overrides"]),
    "pnpm.overrides in package.json": pnpmNames(isJsonObject(pnpm) ? pnpm["overrides"] : undefined),
  };
  const names = new Map<string, string>();
  for (const place of heededPlaces[packageManager]) {
    for (const name of namesAt[place]) if (name !== undefined && !names.has(name)) names.set(name, place);
  }
  return names;
}

/** The last package of a path such as `knex/@scope/a@npm:^1`; what follows an `@` has no slash. */
function yarnNames(resolutions: unknown): readonly (string | undefined)[] {
  return keysOf(resolutions).map((path) => /(?:^|\/)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?$/.exec(path)?.[1]);
}

/** At every depth. An object speaks of what the package needs; of the package itself only under the key `.`. */
function npmNames(overrides: unknown): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  const nested: unknown[] = [overrides];
  for (const level of nested) {
    if (!isJsonObject(level)) continue;
    for (const [key, value] of Object.entries(level)) {
      if (key !== "." && (!isJsonObject(value) || Object.hasOwn(value, "."))) names.push(nameOf(key));
      nested.push(value);
    }
  }
  return names;
}

/** `b` of `b@2`, `a>b` and `@s/a@1>b@2`; a `>` behind a space, `|` or `@` belongs to a range. */
function pnpmNames(overrides: unknown): readonly (string | undefined)[] {
  return keysOf(overrides).map((selector) => nameOf(selector.split(/(?<=[^ |@])>/).at(1) ?? selector));
}

function nameOf(selector: string): string | undefined {
  return /^((?:@[^/@]+\/)?[^/@]+)(?:@.*)?$/.exec(selector)?.[1];
}

function keysOf(value: unknown): readonly string[] {
  const fields: JsonObject = isJsonObject(value) ? value : {};
  return Object.keys(fields);
}
