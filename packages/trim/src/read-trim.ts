import { throwIfInterrupted } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import { isReadable, MAX_SCRIPT_BYTES } from "@lambda-pack/scan";
import type { Facts, FileFacts, NamedClass } from "@lambda-pack/scan";
import { planTrim } from "./plan-trim.ts";
import { listNaming, listOwnCode, nameClasses } from "./reach/name-classes.ts";
import { Reach } from "./reach/reach.ts";
import type { TrimPlan } from "./trim-plan.ts";
import type { TrimSource } from "./trim-source.ts";

export interface TrimRequest extends TrimSource {
  readonly facts: Facts;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that were read so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** Reads what decides, from the roots on, and tells what is packed. */
export async function readTrim({ facts, signal, onProgress, ...source }: TrimRequest): Promise<TrimPlan> {
  const reach = new Reach(source);
  if (source.options.mode === "files") {
    await readClasses(reach, { facts, signal, onProgress });
    return planTrim(reach.keeper);
  }
  const known = new Map<string, FileFacts | "unreadable">();
  reach.begin();
  for (;;) {
    const missing = reach.walk((path) => known.get(path));
    if (missing.length === 0) return planTrim(reach.keeper);
    throwIfInterrupted(signal);
    const found = await Promise.all(
      missing.map(async ({ file, format }) => (canRead(file) ? await facts.of(file, format) : "unreadable")),
    );
    for (const [index, each] of missing.entries()) known.set(each.file.path, found[index] ?? "unreadable");
    onProgress?.(known.size);
  }
}

/** How many files are read at once. */
const BATCH = 64;

async function readClasses(
  reach: Reach,
  { facts, signal, onProgress }: Pick<TrimRequest, "facts" | "signal" | "onProgress">,
): Promise<void> {
  const files = [...listOwnCode(reach.keeper), ...listNaming(reach.keeper)].filter(canRead);
  const known = new Map<string, readonly NamedClass[]>();
  for (let start = 0; start < files.length; start += BATCH) {
    throwIfInterrupted(signal);
    const batch = files.slice(start, start + BATCH);
    const found = await Promise.all(batch.map((file) => facts.classesOf(file)));
    for (const [index, { path }] of batch.entries()) known.set(path, found[index] ?? []);
    onProgress?.(known.size);
  }
  nameClasses(reach.keeper, (path) => known.get(path) ?? []);
}

/** What cannot be read may load anything, so that its package is kept whole. */
function canRead(file: BundleFile): boolean {
  return isReadable(file) && file.size <= MAX_SCRIPT_BYTES;
}
