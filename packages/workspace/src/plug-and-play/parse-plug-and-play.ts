import { join } from "node:path";
import { isJsonObject, isTexts, linearMatcher, PackError, parseJsonObject } from "@lambda-pack/model";
import type { JsonObject, PlugAndPlay, PlugAndPlayPackage } from "@lambda-pack/model";
import { pathFromRoot } from "../disk/paths.ts";

export interface PlugAndPlaySource {
  readonly file: string;
  /** Directory that the locations in the data are relative to. */
  readonly dir: string;
}

interface Entry {
  /** Undefined for the top level: the root once more, without a name. */
  readonly name: string | undefined;
  readonly locator: string;
  readonly location: string;
  readonly info: JsonObject;
}

type Locations = ReadonlyMap<string, string>;

/** What these depend on may be found from everywhere (`compatibilityMode` in makeApi.ts of Yarn). */
const fallbackNames = ["react-scripts", "gatsby"];

/**
 * Text of Plug'n'Play's data → where packages are and what each one finds. Source of the format: the Plug'n'Play
 * specification of Yarn ("packageRegistryData", "fallbackExclusionList", "fallbackPool", "ignorePatternData").
 */
export async function parsePlugAndPlay(text: string, { file, dir }: PlugAndPlaySource): Promise<PlugAndPlay> {
  const data = parseJsonObject(text, file, "LOCKFILE_INVALID");
  const entries = [...entriesOf(data, dir)];
  if (entries.length === 0) throw withoutPackages(file);
  const locations = new Map(entries.map(({ locator, location }) => [locator, location]));
  const excluded = new Set([...pairs(data["fallbackExclusionList"])].flatMap(([name, refs]) => locatorsOf(name, refs)));
  const isIgnored = ignorePatternOf(data, file);
  const { VirtualFS, npath } = await import("@yarnpkg/fslib");

  const packages = new Map<string, PlugAndPlayPackage>();
  for (const { name, locator, location, info } of entries) {
    const linkedOnly = info["discardFromLookup"] === true;
    // Several may share a place; what counts is the last that takes part in look-ups (hydrateRuntimeState.ts of Yarn).
    if (linkedOnly && packages.has(location)) continue;
    packages.set(location, {
      dir: npath.fromPortablePath(VirtualFS.resolveVirtual(npath.toPortablePath(location))),
      dependencies: dependenciesOf(info, locations),
      peers: new Set(isTexts(info["packagePeers"]) ? info["packagePeers"] : []),
      linkedOnly,
      ignored: isIgnored?.(pathFromRoot(dir, join(location, "package.json"))) === true,
      mayFallBack: name !== undefined && !excluded.has(locator),
    });
  }
  return { packages, fallbacks: fallbacksOf(data, entries, locations) };
}

function* entriesOf(data: JsonObject, dir: string): Generator<Entry> {
  for (const [name, references] of pairs(data["packageRegistryData"])) {
    for (const [reference, info] of pairs(references)) {
      if (!isJsonObject(info) || typeof info["packageLocation"] !== "string") continue;
      yield {
        name: typeof name === "string" ? name : undefined,
        locator: `${String(name)}@${String(reference)}`,
        location: withoutEnd(join(dir, info["packageLocation"])),
        info,
      };
    }
  }
}

function withoutEnd(location: string): string {
  return location.replace(/[\\/]+$/u, "");
}

function dependenciesOf(info: JsonObject, locations: Locations): PlugAndPlayPackage["dependencies"] {
  const dependencies = new Map<string, string | undefined>();
  for (const [name, target] of pairs(info["packageDependencies"])) {
    if (typeof name === "string") dependencies.set(name, locations.get(locatorOf(name, target)));
  }
  return dependencies;
}

/** A reference alone, or an alias: the name and the reference of what it stands for. */
function locatorOf(name: string, target: unknown): string {
  return Array.isArray(target) ? `${String(target[0])}@${String(target[1])}` : `${name}@${String(target)}`;
}

function locatorsOf(name: unknown, references: unknown): readonly string[] {
  return Array.isArray(references) ? references.map((reference) => `${String(name)}@${String(reference)}`) : [];
}

/**
 * What a package may find though it does not declare it. What the top level depends on comes first, and last the pool, which
 * holds what other packages of the workspace depend on.
 */
function fallbacksOf(data: JsonObject, entries: readonly Entry[], locations: Locations): ReadonlyMap<string, string> {
  const isEnabled = data["enableTopLevelFallback"] === true;
  const givers = fallbackNames.flatMap((name) => entries.filter((entry) => entry.name === name));
  const topLevel = entries.filter(({ name }) => isEnabled && name === undefined);
  const lists = [...topLevel, ...givers].map(({ info }) => info["packageDependencies"]);

  const fallbacks = new Map<string, string>();
  for (const [name, target] of [...lists, isEnabled ? data["fallbackPool"] : []].flatMap((list) => [...pairs(list)])) {
    const location = locations.get(locatorOf(String(name), target));
    if (location !== undefined && !fallbacks.has(String(name))) fallbacks.set(String(name), location);
  }
  return fallbacks;
}

/**
 * Of files, as paths from the root, that are none of Plug'n'Play's business: `pnpIgnorePatterns`. Yarn writes what its library makes of
 * globs; anything else could keep a run busy without end.
 */
function ignorePatternOf(data: JsonObject, file: string): ((path: string) => boolean) | undefined {
  const pattern = data["ignorePatternData"];
  if (typeof pattern !== "string") return undefined;
  const matches = linearMatcher(parseExpression(pattern, file));
  if (matches === undefined) throw patternInvalid(file, "not made of globs");
  return matches;
}

function parseExpression(pattern: string, file: string): RegExp {
  try {
    // oxlint-disable-next-line require-unicode-regexp -- Yarn reads it without.
    return new RegExp(pattern);
  } catch (cause) {
    throw patternInvalid(file, "not a regular expression", cause);
  }
}

function patternInvalid(file: string, what: string, cause?: unknown): PackError {
  return new PackError("LOCKFILE_INVALID", `${file} has "ignorePatternData" that is ${what}.`, {
    hint: "Install again to regenerate it.",
    details: { file },
    cause,
  });
}

/** Maps are written as lists of pairs. */
function* pairs(value: unknown): Generator<readonly [unknown, unknown]> {
  for (const pair of Array.isArray(value) ? value : []) {
    if (Array.isArray(pair) && pair.length === 2) yield [pair[0], pair[1]];
  }
}

function withoutPackages(file: string): PackError {
  return new PackError("LOCKFILE_INVALID", `${file} lists no packages.`, {
    hint: "Install again to regenerate it.",
    details: { file },
  });
}
