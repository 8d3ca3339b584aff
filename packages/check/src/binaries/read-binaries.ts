import { throwIfInterrupted } from "@lambda-pack/model";
import type { InstanceId, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "../is-readable.ts";
import { ownerOf } from "../owner-of.ts";
import { findRole } from "./find-role.ts";
import type { FoundBinary } from "./found-binary.ts";
import { findPlaceholder, readBinary } from "./read/read-binary.ts";

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called before each file that is read, and at the end. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Everything in a bundle that is machine code, by package; what cannot be by its name is not read. */
export async function readBinaries(
  { bundle, read }: OpenedBundle,
  { signal, onProgress }: ReadingOptions,
): Promise<ReadonlyMap<InstanceId, readonly FoundBinary[]>> {
  const found = new Map<InstanceId, FoundBinary[]>();
  const files = bundle.entries.flatMap((entry) => (entry.kind === "file" ? entry : []));
  const candidates = files.flatMap((file) => {
    const role = isReadable(file) ? findRole(file) : undefined;
    return role === undefined ? [] : [{ file, role }];
  });
  for (const [done, { file, role }] of candidates.entries()) {
    throwIfInterrupted(signal);
    onProgress?.(done, candidates.length);
    const bytes = await read(file);
    const binary = readBinary(bytes) ?? (role === "addon" ? findPlaceholder(bytes) : undefined);
    if (binary === undefined) continue;
    const id = ownerOf(bundle, file);
    const others = found.get(id);
    if (others === undefined) found.set(id, [{ file, role, binary }]);
    else others.push({ file, role, binary });
  }
  onProgress?.(candidates.length, candidates.length);
  return found;
}
