import { defined, throwIfInterrupted } from "@lambda-pack/model";
import type { ImportTime, OpenedBundle } from "@lambda-pack/model";
import { fileFormat } from "./resolve/file-format.ts";
import type { FileFacts, FileFault, FileReference } from "./facts/file-facts.ts";
import { openFacts } from "./facts/open-facts.ts";
import type { Facts } from "./facts/open-facts.ts";
import { isReadable } from "./is-readable.ts";
import { resolveSpecifier } from "./resolve/resolve-specifier.ts";
import type { ResolverSource, Resolution } from "./resolve/resolver.ts";
import { worse } from "./read/timed-nodes.ts";
import type { ReferenceTime } from "./read/timed-nodes.ts";

/** A file that was read, what is wrong with it, and what it asks for. */
export interface ScannedFile {
  readonly path: string;
  readonly when: ImportTime;
  readonly asks: readonly Ask[];
  readonly fault?: FileFault;
  /** Why what it asks for is not known. */
  readonly unread?: UnreadReason;
  /** It loads something by a name that it puts together. */
  readonly isOpen?: true;
}

/** Too deep or too large for the parser, or more than is read of a whole bundle. */
export type UnreadReason = "too-deep" | "too-large" | "too-much";

export interface Ask extends Omit<FileReference, "when"> {
  /** The worse of the times of the file and of the asking. */
  readonly when: ImportTime;
  readonly found: Resolution;
  /** What Node finds where `module-sync` holds; only where that may be something else. */
  readonly here?: Resolution;
}

export interface Entry {
  /** Real path of a file of the bundle. */
  readonly path: string;
  readonly by: "require" | "import";
}

export interface ScanSource {
  readonly opened: OpenedBundle;
  readonly resolver: ResolverSource;
  /** Where the target and other packages of the workspace lie. */
  readonly ownPlaces: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that were read so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** What is left of the bytes that may be read. */
interface Budget {
  bytes: number;
}

/** How many files are read at once, if they have no more bytes together than `BATCH_BYTES`. */
const BATCH = 32;
const BATCH_BYTES = 2 ** 25;

/** One script: three times the largest that is published. */
export const MAX_SCRIPT_BYTES = 2 ** 25;

/** All scripts of a bundle: half of what Lambda takes of all files. */
export const MAX_SCRIPTS_BYTES = 2 ** 27;
const times = ["loading", "running", "guarded"] as const;

/**
 * Reads what is loaded from the entries on, each file once:
 * 1. the entries are `loading`; what a file asks for has the worse one of the file's time and the time of asking;
 * 2. files are taken in the order of their times, so that the time of a file is final when it is read;
 * 3. in the end, the files of `others` that nothing reached are read, and not followed.
 */
export async function scanFiles(
  source: ScanSource,
  entries: readonly Entry[],
  others: readonly string[],
): Promise<readonly ScannedFile[]> {
  const waiting = { loading: [...entries], running: [] as Entry[], guarded: [] as Entry[] };
  const scanned = new Map<string, ScannedFile>();
  const bounded = { ...source, facts: openFacts(source.opened), budget: { bytes: MAX_SCRIPTS_BYTES } };
  for (let time = nextTime(waiting); time !== undefined; time = nextTime(waiting)) {
    const batch = uniqueEntries(waiting[time].splice(0, BATCH)).filter(({ path }) => !scanned.has(path));
    for (const file of await scanBatch(bounded, batch, time)) {
      scanned.set(file.path, file);
      for (const { found, by, when } of file.asks) {
        if (found.kind === "file" && when !== "never" && !scanned.has(found.path))
          waiting[when].push({ path: found.path, by });
      }
    }
    source.onProgress?.(scanned.size);
  }

  const unreached = others.filter((path) => !scanned.has(path));
  for (let start = 0; start < unreached.length; start += BATCH) {
    const batch = unreached.slice(start, start + BATCH).map((path) => ({ path, by: "require" }) as const);
    for (const file of await scanBatch(bounded, batch, "never")) scanned.set(file.path, file);
    source.onProgress?.(scanned.size);
  }
  return [...scanned.values()];
}

function nextTime(
  waiting: Readonly<Record<(typeof times)[number], readonly Entry[]>>,
): (typeof times)[number] | undefined {
  return times.find((time) => waiting[time].length > 0);
}

function uniqueEntries(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.path, entry])).values()].toReversed();
}

interface BoundedSource extends ScanSource {
  readonly facts: Facts;
  readonly budget: Budget;
}

async function scanBatch(
  source: BoundedSource,
  batch: readonly Entry[],
  when: ImportTime,
): Promise<readonly ScannedFile[]> {
  const scanned: ScannedFile[] = [];
  for (const part of partsOf(batch, ({ path }) => source.resolver.tree.fileAt(path)?.size ?? 0)) {
    throwIfInterrupted(source.signal);
    scanned.push(...(await Promise.all(part.map((entry) => scanFile(source, entry, when)))));
  }
  return scanned;
}

/** In order, so that no part but one of a single entry has more bytes than are read at once. */
function partsOf(batch: readonly Entry[], sizeOf: (entry: Entry) => number): readonly (readonly Entry[])[] {
  const parts: Entry[][] = [];
  let bytes = Infinity;
  for (const entry of batch) {
    const size = sizeOf(entry);
    bytes += size;
    if (bytes <= BATCH_BYTES) parts.at(-1)?.push(entry);
    else {
      parts.push([entry]);
      bytes = size;
    }
  }
  return parts;
}

async function scanFile(
  { resolver, ownPlaces, facts, budget }: BoundedSource,
  { path, by }: Entry,
  when: ImportTime,
): Promise<ScannedFile> {
  const format = fileFormat(path, resolver.packageJsons, by);
  const file = resolver.tree.fileAt(path);
  const isText = format === "module" || format === "commonjs" || format === "json";
  if (!isText || file === undefined || !isReadable(file)) return { path, when, asks: [] };
  // What other people publish as JSON is JSON, and may be megabytes.
  if (format === "json" && !ownPlaces.has(file.place)) return { path, when, asks: [] };
  if (file.size > MAX_SCRIPT_BYTES) return { path, when, asks: [], unread: "too-large" };
  budget.bytes -= file.size;
  if (budget.bytes < 0) return { path, when, asks: [], unread: "too-much" };
  return { path, when, ...resolveAll(resolver, { path, when }, await facts.of(file, format)) };
}

function resolveAll(
  resolver: ResolverSource,
  { path, when }: Pick<ScannedFile, "path" | "when">,
  { references, fault, unread, isOpen }: FileFacts,
): Omit<ScannedFile, "path" | "when"> {
  const asks = references.map((reference): Ask => {
    const query = { specifier: reference.specifier, by: reference.by, from: path };
    const found = resolveSpecifier(resolver, query);
    const differs = "moduleSync" in found;
    return {
      ...reference,
      when: timeOf(when, reference.when),
      found,
      ...(differs ? { here: resolveSpecifier(resolver, { ...query, moduleSync: true }) } : {}),
    };
  });
  return { asks, ...defined({ fault, unread, isOpen }) };
}

/** A failure that is caught is none, whatever loads the file. */
function timeOf(file: ImportTime, asking: ReferenceTime): ImportTime {
  if (file !== "never") return worse(file, asking);
  return asking === "guarded" ? "guarded" : "never";
}
