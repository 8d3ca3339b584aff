import { isJsonObject, splitId } from "@lambda-pack/model";
import type { JsonObject, LockedPackage, LockedPackages } from "@lambda-pack/model";
import { parseYamlObject } from "../manifest/parse-yaml-object.ts";
import { edgeKey, groupLocked, packageKey, pathKey } from "./group-locked.ts";
import type { LockedEntry } from "./group-locked.ts";
import { objectIn, platformIn, textIn } from "./lockfile-fields.ts";
import { assertNoConflict, unreadVersion } from "./malformed-lockfile.ts";
import { semver } from "../semver.ts";

const dependencyFields = ["dependencies", "optionalDependencies", "devDependencies"];

/**
 * pnpm-lock.yaml of format 9.0, which pnpm 9 and newer write. A package that is installed with several sets of peers has as
 * many snapshots: each of their answers is allowed.
 */
export async function parsePnpmLockfile(text: string, file: string): Promise<LockedPackages> {
  assertNoConflict(text, file);
  const lockfile = await parseYamlObject(text, file, "LOCKFILE_INVALID");
  assertVersion(lockfile, file);
  return groupLocked(listEdges(lockfile));
}

function* listEdges(lockfile: JsonObject): Generator<LockedEntry> {
  const packages = objectIn(lockfile, "packages");
  const dependents = [
    ...Object.entries(objectIn(lockfile, "importers")).map(([path, fields]) => [pathKey(path), fields] as const),
    ...Object.entries(objectIn(lockfile, "snapshots")).map(
      ([id, fields]) => [dependentOf(packages, id), fields] as const,
    ),
  ];
  for (const [dependent, fields] of dependents) {
    for (const [name, reference] of dependenciesOf(fields)) {
      yield { key: edgeKey(dependent, name), name, to: lockedPackage(packages, packageId(name, reference)) };
    }
  }
}

/** Importers have an object with the specifier beside the version, snapshots the version alone. */
function* dependenciesOf(fields: unknown): Generator<readonly [string, string]> {
  if (!isJsonObject(fields)) return;
  for (const field of dependencyFields) {
    for (const [name, value] of Object.entries(objectIn(fields, field))) {
      const reference = isJsonObject(value) ? value["version"] : value;
      if (typeof reference === "string") yield [name, reference];
    }
  }
}

/** The key under `packages`: `ms@2.1.3` of 2.1.3, and `is-odd@3.0.1` of an alias; peers in parentheses are dropped. */
function packageId(name: string, reference: string): string {
  const plain = withoutPeers(reference);
  const isWhole = /^@?[^@:]+@/u.test(plain);
  return isWhole ? plain : `${name}@${plain}`;
}

/** Peers and the hash of a patch follow in parentheses, which no version and no name has. */
function withoutPeers(id: string): string {
  return id.replace(/\(.*$/su, "");
}

function dependentOf(packages: JsonObject, snapshot: string): string {
  const id = withoutPeers(snapshot);
  const { name, version } = readId(packages, id);
  return packageKey(name, semver.valid(version) === null ? undefined : version);
}

function lockedPackage(packages: JsonObject, id: string): LockedPackage {
  return { version: readId(packages, id).version, platform: platformIn(objectIn(packages, id)) };
}

/** A tarball has its version in a field; a folder has none, and its reference stands for it. */
function readId(packages: JsonObject, id: string): { readonly name: string; readonly version: string } {
  const { name, reference = id } = splitId(id);
  return { name, version: textIn(objectIn(packages, id), "version") ?? reference };
}

function assertVersion(lockfile: JsonObject, file: string): void {
  const version = lockfile["lockfileVersion"];
  if (version === "9.0") return;
  throw unreadVersion(file, { field: "lockfileVersion", version, read: 'only "9.0"', hint: hintFor(Number(version)) });
}

function hintFor(version: number): string {
  return version > 9
    ? 'Set "lockfile.format" of pnpm-workspace.yaml back to pnpm\'s default, and install again.'
    : "Install with pnpm 9 or newer, which writes the lockfile in format 9.0.";
}
