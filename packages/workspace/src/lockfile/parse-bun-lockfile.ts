import { isJsonObject, isNestedTooDeeply, MAX_JSON_DEPTH, placeAt, splitId } from "@lambda-pack/model";
import type { JsonObject, LockedPackage, LockedPackages } from "@lambda-pack/model";
import type { ParseError } from "jsonc-parser";
import { edgeKey, groupLocked, packageKey, pathKey } from "./group-locked.ts";
import type { LockedEntry } from "./group-locked.ts";
import { objectIn, platformIn, textIn } from "./lockfile-fields.ts";
import { assertNoConflict, malformedLockfile, unreadVersion } from "./malformed-lockfile.ts";
import { semver } from "../semver.ts";

const versions: ReadonlySet<unknown> = new Set([0, 1, 2]);

const dependencyFields = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"];

/** An entry of `packages`: what it is, and its own dependencies. */
interface Entry {
  /** `ms@2.1.3`, `@bot/chat@workspace:packages/chat` */
  readonly id: string;
  readonly info: JsonObject;
}

/** By the path on which a package is found: `knex/ms` is the `ms` that knex gets, unless `ms` alone is. */
type Entries = ReadonlyMap<string, Entry>;

/** bun.lock of version 0 to 2: JSON with comments and commas before closing brackets. */
export async function parseBunLockfile(text: string, file: string): Promise<LockedPackages> {
  assertNoConflict(text, file);
  const lockfile = await parseText(text, file);
  const version = lockfile["lockfileVersion"];
  if (!versions.has(version)) {
    const hint = "Install with a version of Bun that writes one of these, or update lambda-pack.";
    throw unreadVersion(file, { field: "lockfileVersion", version, read: "only 0, 1 and 2", hint });
  }
  return groupLocked(listEdges(lockfile));
}

async function parseText(text: string, file: string): Promise<JsonObject> {
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  if (isNestedTooDeeply(text)) {
    const reason = `brackets are open more than ${MAX_JSON_DEPTH} times within each other`;
    throw malformedLockfile(file, { line: 1, reason });
  }
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    const reason = `it is not valid JSON (${printParseErrorCode(error.error)})`;
    throw malformedLockfile(file, { line: placeAt(text, error.offset).line, reason });
  }
  if (!isJsonObject(value)) throw malformedLockfile(file, { line: 1, reason: "it must hold a JSON object" });
  return value;
}

function* listEdges(lockfile: JsonObject): Generator<LockedEntry> {
  const entries = listEntries(lockfile);
  for (const [path, workspace] of Object.entries(objectIn(lockfile, "workspaces"))) {
    if (!isJsonObject(workspace)) continue;
    const name = textIn(workspace, "name") ?? "";
    // The root's packages lie at the top, those of the others below their name.
    yield* edgesOf(entries, { dependent: pathKey(path), at: path === "" ? "" : name, info: workspace });
  }
  for (const [at, { id, info }] of entries) {
    const { name, version } = readId(id);
    yield* edgesOf(entries, { dependent: packageKey(name, version), at, info });
  }
  // An isolated install gives a peer what has its name, even where that is asked for by another name.
  for (const entry of entries.values()) {
    const { name } = splitId(entry.id);
    yield { key: name, name, to: lockedPackage(entry) };
  }
}

function listEntries(lockfile: JsonObject): Entries {
  const entries = new Map<string, Entry>();
  for (const [path, tuple] of Object.entries(objectIn(lockfile, "packages"))) {
    const parts: readonly unknown[] = Array.isArray(tuple) ? tuple : [];
    const [id] = parts;
    if (typeof id === "string") entries.set(path, { id, info: parts.find(isJsonObject) ?? {} });
  }
  return entries;
}

interface Dependent {
  /** As in the keys of the result. */
  readonly dependent: string;
  /** Its own path in `packages`. */
  readonly at: string;
  readonly info: JsonObject;
}

function* edgesOf(entries: Entries, { dependent, at, info }: Dependent): Generator<LockedEntry> {
  const names = new Set(dependencyFields.flatMap((field) => Object.keys(objectIn(info, field))));
  for (const name of names) {
    const found = lookUp(entries, at, name);
    if (found !== undefined) yield { key: edgeKey(dependent, name), name, to: lockedPackage(found) };
  }
}

/** Packages within packages, of which installs have at most some ten. */
const MAX_PATH_DEPTH = 100;

/** Below its own path, then below each shorter one. */
function lookUp(entries: Entries, at: string, name: string): Entry | undefined {
  const names = at.match(/@[^/]+\/[^/]+|[^/]+/gu)?.slice(0, MAX_PATH_DEPTH) ?? [];
  for (let depth = names.length; depth >= 0; depth--) {
    const found = entries.get([...names.slice(0, depth), name].join("/"));
    if (found !== undefined) return found;
  }
  return undefined;
}

function lockedPackage({ id, info }: Entry): LockedPackage {
  const { version } = readId(id);
  return { version: version ?? id, platform: platformIn(info) };
}

/** Folders, tarballs and git addresses have no version here. */
function readId(id: string): { readonly name: string; readonly version: string | undefined } {
  const { name, reference = "" } = splitId(id);
  return { name, version: semver.valid(reference) === null ? undefined : reference };
}
