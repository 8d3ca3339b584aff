import { join } from "node:path";
import { PackError, type PlugAndPlay, type PlugAndPlayPackage } from "@lambda-pack/model";
import { isJsonObject, type JsonObject, parseJsonObject } from "../manifest/parse-json-object.ts";

export interface PlugAndPlaySource {
  readonly file: string;
  /** Directory that the locations in the data are relative to. */
  readonly dir: string;
}

interface Entry {
  readonly locator: string;
  readonly location: string;
  readonly info: JsonObject;
}

/**
 * Text of Plug'n'Play's data → where packages are and what each one finds. Source of the format: the Plug'n'Play
 * specification of Yarn ("packageRegistryData", "fallbackExclusionList", "fallbackPool").
 */
export async function parsePlugAndPlay(text: string, { file, dir }: PlugAndPlaySource): Promise<PlugAndPlay> {
  const data = parseJsonObject(text, file, "LOCKFILE_INVALID");
  const entries = [...entriesOf(data, dir)];
  if (entries.length === 0) throw withoutPackages(file);
  const locations = new Map(entries.map(({ locator, location }) => [locator, location]));
  const excluded = new Set([...pairs(data["fallbackExclusionList"])].flatMap(([name, refs]) => locatorsOf(name, refs)));
  const { VirtualFS, npath } = await import("@yarnpkg/fslib");

  const packages = new Map<string, PlugAndPlayPackage>();
  for (const { locator, location, info } of entries) {
    const linkedOnly = info["discardFromLookup"] === true;
    // Several may share a place; what counts is the one that takes part in look-ups (hydrateRuntimeState.ts of Yarn).
    if (linkedOnly && packages.has(location)) continue;
    packages.set(location, {
      dir: npath.fromPortablePath(VirtualFS.resolveVirtual(npath.toPortablePath(location))),
      dependencies: dependenciesOf(info, locations),
      linkedOnly,
      mayFallBack: !excluded.has(locator),
    });
  }
  return { packages, fallbacks: fallbacksOf(data, packages.get(dir), locations) };
}

/** The entry without a name is the root once more; it says nothing that the root's own does not. */
function* entriesOf(data: JsonObject, dir: string): Generator<Entry> {
  for (const [name, references] of pairs(data["packageRegistryData"])) {
    for (const [reference, info] of pairs(references)) {
      if (typeof name !== "string" || typeof reference !== "string" || !isJsonObject(info)) continue;
      const path = info["packageLocation"];
      if (typeof path === "string")
        yield { locator: `${name}@${reference}`, location: withoutEnd(join(dir, path)), info };
    }
  }
}

function withoutEnd(location: string): string {
  return location.replace(/[\\/]+$/, "");
}

function dependenciesOf(info: JsonObject, locations: ReadonlyMap<string, string>): PlugAndPlayPackage["dependencies"] {
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

/** What the root depends on comes before the pool, which holds what other packages of the workspace depend on. */
function fallbacksOf(
  data: JsonObject,
  root: PlugAndPlayPackage | undefined,
  locations: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const fallbacks = new Map<string, string>();
  if (data["enableTopLevelFallback"] !== true) return fallbacks;
  const pool = [...pairs(data["fallbackPool"])].map(
    ([name, target]) => [String(name), locations.get(locatorOf(String(name), target))] as const,
  );
  for (const [name, location] of [...pool, ...(root?.dependencies ?? [])]) {
    if (location !== undefined) fallbacks.set(name, location);
  }
  return fallbacks;
}

/** Maps are written as lists of pairs. */
function* pairs(value: unknown): Generator<readonly [unknown, unknown]> {
  for (const pair of Array.isArray(value) ? value : []) {
    if (Array.isArray(pair) && pair.length === 2) yield [pair[0], pair[1]];
  }
}

function withoutPackages(file: string): PackError {
  return new PackError("LOCKFILE_INVALID", `${file} names no packages.`, {
    hint: "Run 'yarn install' to have it written anew.",
    details: { file },
  });
}
