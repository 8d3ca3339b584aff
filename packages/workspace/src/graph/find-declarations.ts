import { join } from "node:path";
import { byCodeUnit, isJsonObject, isPackError, parseJsonObject } from "@lambda-pack/model";
import type { Importer, JsonObject } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";

/** A package of the workspace whose package.json has a name in one of its dependency fields. */
export interface ImporterDeclaration {
  readonly importer: Importer;
  readonly field: (typeof fields)[number];
  readonly range: string;
}

/** Ordered by how much a declaration says about what a function should have. */
const fields = ["dependencies", "optionalDependencies", "devDependencies", "peerDependencies"] as const;

/**
 * Who in the workspace declares a name: first those who need it in production, then by path. Reads every package.json again, since
 * development dependencies are no part of what a pack remembers.
 */
export function findDeclarations(
  disk: Disk,
  importers: readonly Importer[],
  name: string,
): readonly ImporterDeclaration[] {
  const found = importers.flatMap((importer): readonly ImporterDeclaration[] => {
    const json = readManifest(disk, join(importer.dir, "package.json"));
    const field = fields.find((each) => rangeIn(json?.[each], name) !== undefined);
    const range = field && rangeIn(json?.[field], name);
    return field === undefined || range === undefined ? [] : [{ importer, field, range }];
  });
  return found.toSorted(
    (a, b) => fields.indexOf(a.field) - fields.indexOf(b.field) || byCodeUnit(a.importer.path, b.importer.path),
  );
}

/** What cannot be read declares nothing: other stages report that. */
function readManifest(disk: Disk, file: string): JsonObject | undefined {
  try {
    const text = disk.readText(file);
    return text === undefined ? undefined : parseJsonObject(text, file);
  } catch (error) {
    if (isPackError(error)) return undefined;
    throw error;
  }
}

function rangeIn(map: unknown, name: string): string | undefined {
  const range = isJsonObject(map) && Object.hasOwn(map, name) ? map[name] : undefined;
  return typeof range === "string" ? range : undefined;
}
