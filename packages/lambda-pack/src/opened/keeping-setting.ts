import { matcherOf } from "@lambda-pack/archive";
import { byCodeUnit, filesByPath, pathInside } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import type { TrimOption } from "../config/resolve-trim.ts";
import { splitInclude } from "../config/settings/check-trim.ts";

export interface Trimmed {
  /** The whole bundle. */
  readonly whole: Pick<Bundle, "entries" | "packages" | "places">;
  /** The setting that it was trimmed by. */
  readonly trim: TrimOption;
}

/** Above so many files of one package, the whole package is named. */
const MAX_FILES = 3;

/** The setting that keeps files as well, as it is written in package.json: complete, since it replaces the one that is there. */
export function keepingSetting(paths: readonly string[], { whole: bundle, trim }: Trimmed): string {
  const owners = [...filesByOwner(paths, bundle)].toSorted(([a], [b]) => byCodeUnit(a, b));
  // What is set for all packages may fit nothing here, which is a fault of a package's own setting.
  const names = new Set([...bundle.packages.values()].map(({ name }) => name));
  const here = (name: string): boolean => !trim.isShared || names.has(name);
  const lists = {
    whole: [...trim.whole.filter(here), ...owners.flatMap(([name, files]) => (files.length > MAX_FILES ? name : []))],
    include: [
      ...trim.include.filter((pattern) => !trim.isShared || fitsIn(bundle, pattern)),
      ...owners.flatMap(([name, files]) =>
        files.length > MAX_FILES ? [] : files.map((file) => `${name}/${globOf(file)}`),
      ),
    ],
    reachable: trim.reachable.filter(here),
  };
  const texts = Object.entries(lists).flatMap(([key, list]) =>
    list.length === 0 ? [] : `"${key}": [${[...new Set(list)].map((text) => JSON.stringify(text)).join(", ")}]`,
  );
  const mode = trim.mode === "off" ? "reachable" : trim.mode;
  return `set "trim": { "mode": "${mode}", ${texts.join(", ")} } in the lambdaPack field`;
}

/** By the name of the package that they belong to, the files from its directory on. */
function filesByOwner(
  paths: readonly string[],
  { entries, places, packages }: Trimmed["whole"],
): ReadonlyMap<string, readonly string[]> {
  const files = filesByPath(entries);
  const owners = new Map<string, string[]>();
  for (const path of paths.toSorted(byCodeUnit)) {
    const place = files.get(path)?.place;
    const id = place === undefined ? undefined : places.get(place);
    const name = id === undefined ? undefined : packages.get(id)?.name;
    if (place === undefined || name === undefined) throw new Error(`The bundle has no file ${path}`);
    const inside = pathInside(place, path);
    owners.set(name, [...new Set([...(owners.get(name) ?? []), inside])]);
  }
  return owners;
}

/** A glob that matches the file, whatever its name: what would be syntax is any one character. */
function globOf(file: string): string {
  return file.replaceAll(/[!()*+?[\\\]{|}]/gu, "?");
}

function fitsIn({ entries, places, packages }: Trimmed["whole"], pattern: string): boolean {
  const split = splitInclude(pattern);
  if (split === undefined) return false;
  const matches = matcherOf(split.glob);
  return entries.some(({ path, place }) => {
    const id = places.get(place);
    return id !== undefined && packages.get(id)?.name === split.name && matches(pathInside(place, path));
  });
}
