import { throwIfInterrupted } from "@lambda-pack/model";
import type { Facts, FileFacts } from "@lambda-pack/scan";
import { planTrim } from "./plan-trim.ts";
import { canRead, Reach } from "./reach/reach.ts";
import type { TrimPlan } from "./trim-plan.ts";
import type { TrimSource } from "./trim-source.ts";

export interface TrimRequest extends TrimSource {
  readonly facts: Facts;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that were read so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** Reads what can be loaded, from the roots on, and tells what is packed. */
export async function readTrim({ facts, signal, onProgress, ...source }: TrimRequest): Promise<TrimPlan> {
  const reach = new Reach(source);
  const known = new Map<string, FileFacts | "unreadable">();
  reach.begin();
  for (;;) {
    const missing = reach.walk((path) => known.get(path));
    if (missing.length === 0) return planTrim(reach);
    throwIfInterrupted(signal);
    const found = await Promise.all(
      missing.map(async (each) => (canRead(each) ? await facts.of(each.file, each.format) : "unreadable")),
    );
    for (const [index, each] of missing.entries()) known.set(each.file.path, found[index] ?? "unreadable");
    onProgress?.(known.size);
  }
}
