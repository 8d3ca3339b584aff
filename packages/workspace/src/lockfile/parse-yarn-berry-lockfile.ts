import { isJsonObject, splitId } from "@lambda-pack/model";
import type { JsonObject, LockedPackage, LockedPackages, LockedPlatform } from "@lambda-pack/model";
import { edgeKey, groupLocked, packageKey, pathKey } from "./group-locked.ts";
import type { LockedEntry } from "./group-locked.ts";
import { isBerryLockfile } from "./is-berry-lockfile.ts";
import { textIn, textsIn } from "./lockfile-fields.ts";
import { assertNoConflict, malformedLockfile, unreadVersion } from "./malformed-lockfile.ts";
import { parseSyml } from "./parse-syml.ts";

/** The first format is that of Yarn 2.0. */
const OLDEST_VERSION = 4;
const NEWEST_VERSION = 10;

/** By descriptor, and by name for a descriptor that the lockfile has in another form. */
interface Entries {
  readonly byDescriptor: ReadonlyMap<string, JsonObject>;
  readonly byName: ReadonlyMap<string, readonly JsonObject[]>;
}

/**
 * yarn.lock of Yarn 2 and newer; undefined for one of Yarn 1. It says nothing of the packages that peers lead to.
 */
export async function parseYarnBerryLockfile(text: string, file: string): Promise<LockedPackages | undefined> {
  assertNoConflict(text, file);
  if (!isBerryLockfile(text)) return undefined;
  const { __metadata: metadata, ...packages } = await parseText(text, file);
  assertVersion(metadata, file);
  return groupLocked(listEdges(indexEntries(packages), file));
}

async function parseText(text: string, file: string): Promise<JsonObject> {
  try {
    return await parseSyml(text);
  } catch (cause) {
    throw malformedLockfile(file, { reason: "it is not in the format of Yarn", cause, ...lineOf(cause) });
  }
}

/** js-yaml counts lines from 0. */
function lineOf(error: unknown): { readonly line?: number } {
  const mark = isJsonObject(error) ? error["mark"] : undefined;
  const line = isJsonObject(mark) ? mark["line"] : undefined;
  return typeof line === "number" ? { line: line + 1 } : {};
}

function assertVersion(metadata: unknown, file: string): void {
  const version = isJsonObject(metadata) ? metadata["version"] : undefined;
  const number = Number(version);
  if (number >= OLDEST_VERSION && number <= NEWEST_VERSION) return;
  const read = `only ${OLDEST_VERSION} to ${NEWEST_VERSION}`;
  const hint = "Install with Yarn 4 and pack again, or update lambda-pack.";
  throw unreadVersion(file, { field: "__metadata.version", version, read, hint });
}

/** Keys are descriptors that lead to the same package, joined by commas. */
function indexEntries(packages: JsonObject): Entries {
  const byDescriptor = new Map<string, JsonObject>();
  const byName = new Map<string, JsonObject[]>();
  for (const [key, entry] of Object.entries(packages)) {
    if (!isJsonObject(entry)) continue;
    const descriptors = key.split(", ");
    for (const descriptor of descriptors) byDescriptor.set(descriptor, entry);
    for (const name of new Set(descriptors.map((each) => splitId(each).name))) {
      const same = byName.get(name);
      if (same === undefined) byName.set(name, [entry]);
      else same.push(entry);
    }
  }
  return { byDescriptor, byName };
}

/** Versions of one package that a changed range may mean: no lockfile has a tenth of it, and all dependents may have such a range. */
const MAX_CANDIDATES = 200;

function* listEdges(entries: Entries, file: string): Generator<LockedEntry> {
  for (const entry of new Set(entries.byDescriptor.values())) {
    const dependent = dependentOf(entry);
    for (const [name, range] of textsIn(entry, "dependencies")) {
      const candidates = entriesFor(entries, name, range);
      if (candidates.length > MAX_CANDIDATES) {
        const reason = `${name}@${range} may be any of ${candidates.length} entries`;
        throw malformedLockfile(file, { reason });
      }
      for (const found of candidates) {
        yield { key: edgeKey(dependent, name), name, to: lockedPackage(found) };
      }
    }
  }
}

/**
 * The entry of the descriptor. Without one, all of the name: a resolution or a catalog has changed the range, or it is
 * bound to the package that declares it. Before version 8, ranges of dependencies stand without `npm:`.
 */
function entriesFor({ byDescriptor, byName }: Entries, name: string, range: string): readonly JsonObject[] {
  const entry = byDescriptor.get(`${name}@${range}`) ?? byDescriptor.get(`${name}@npm:${range}`);
  return entry === undefined ? (byName.get(name) ?? []) : [entry];
}

/** `resolution` is `knex@npm:1.0.0`, `database@workspace:packages/database` or another protocol's reference. */
function dependentOf(entry: JsonObject): string {
  const resolution = textIn(entry, "resolution") ?? "";
  const { name, reference = "" } = splitId(resolution);
  const path = /^workspace:(.*)$/u.exec(reference)?.[1];
  return path === undefined ? packageKey(name, versionOf(entry)) : pathKey(path);
}

function lockedPackage(entry: JsonObject): LockedPackage {
  return { version: versionOf(entry) ?? textIn(entry, "resolution") ?? "", platform: platformOf(entry) };
}

/** Undefined for what is used where it lies: workspaces, `link:` and `portal:`. */
function versionOf(entry: JsonObject): string | undefined {
  return textIn(entry, "linkType") === "soft" ? undefined : textIn(entry, "version");
}

/** `conditions` is `os=linux & (cpu=x64 | cpu=arm64) & libc=glibc`; `!os=win32` is a negation. */
function platformOf(entry: JsonObject): LockedPlatform {
  const platform = { os: new Array<string>(), cpu: new Array<string>(), libc: new Array<string>() };
  const conditions = textIn(entry, "conditions") ?? "";
  for (const [, not = "", field, value = ""] of conditions.matchAll(/(!?)\b(os|cpu|libc)=(!?[^\s()&|]+)/gu)) {
    if (field === "os" || field === "cpu" || field === "libc") platform[field].push(`${not}${value}`);
  }
  return platform;
}
