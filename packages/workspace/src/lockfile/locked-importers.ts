import { isJsonObject } from "@lambda-pack/model";
import { isBerryLockfile } from "./is-berry-lockfile.ts";

/** Name of a lockfile → how the paths of the workspace's packages are found in its text. */
const READERS: ReadonlyMap<string, (text: string) => readonly string[] | undefined> = new Map([
  ["npm-shrinkwrap.json", npmPaths],
  ["package-lock.json", npmPaths],
  ["pnpm-lock.yaml", pnpmPaths],
  ["bun.lock", bunPaths],
  ["yarn.lock", berryPaths],
]);

/**
 * The paths from the root of all packages that were part of the workspace when the lockfile was written. Undefined for a lockfile
 * that does not list them (Yarn 1), and for one that cannot be read. Only looks for keys: thousands of packages are not parsed twice.
 */
export function lockedImporters(name: string, text: string): ReadonlySet<string> | undefined {
  const paths = READERS.get(name)?.(text) ?? [];
  // The root is in each that lists any.
  return paths.length === 0 ? undefined : new Set(paths);
}

/** `packages`: what lies in no node_modules is of the workspace. */
function npmPaths(text: string): readonly string[] | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const packages = isJsonObject(json) ? json["packages"] : undefined;
    if (!isJsonObject(packages)) return undefined;
    return Object.keys(packages).filter((path) => !path.split("/").includes("node_modules"));
  } catch {
    return undefined;
  }
}

/** The keys of `importers`, which stand two spaces deep. */
function pnpmPaths(text: string): readonly string[] | undefined {
  const section = /^importers:\r?\n((?:(?: .*)?\r?\n)*)/mu.exec(text)?.[1];
  return section === undefined
    ? undefined
    : keysOf(section, /^ {2}(?:'([^']+)'|"([^"]+)"|([^\s'"].*?)):(?: \{\})?\r?$/gmu);
}

/** The keys of `workspaces`, which stand four spaces deep. */
function bunPaths(text: string): readonly string[] | undefined {
  const section = /^ {2}"workspaces": \{\r?\n((?: {4}.*\r?\n)*)/mu.exec(text)?.[1];
  return section === undefined ? undefined : keysOf(section, /^ {4}"([^"]*)": \{/gmu);
}

/** `resolution: "@botland/shared@workspace:packages/shared"`. */
function berryPaths(text: string): readonly string[] | undefined {
  return isBerryLockfile(text) ? keysOf(text, /^ {2}resolution: ".+@workspace:([^"]+)"/gmu) : undefined;
}

function keysOf(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, ...keys]) => keys.find((key) => key !== undefined) ?? "");
}
