import { throwIfInterrupted } from "@lambda-pack/model";
import type { BundleFile, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "@lambda-pack/scan";
import { ownerOf } from "../owner-of.ts";
import { findRole } from "./find-role.ts";
import type { FoundBinary } from "./found-binary.ts";
import { findPlaceholder, readBinary } from "./read/read-binary.ts";

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called before each file that is read, and at the end. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** One file, which is held in memory: what Lambda takes of all files. */
const MAX_BINARY_BYTES = 262_144_000;

export interface ReadBinaries {
  readonly found: ReadonlyMap<InstanceId, readonly FoundBinary[]>;
  /** Files that are too large to be read. */
  readonly tooLarge: readonly BundleFile[];
}

/** Everything in a bundle that is machine code, by package; what cannot be by its name is not read. */
export async function readBinaries(
  { bundle, read }: OpenedBundle,
  { signal, onProgress }: ReadingOptions,
): Promise<ReadBinaries> {
  const found = new Map<InstanceId, FoundBinary[]>();
  const files = bundle.entries.flatMap((entry) => (entry.kind === "file" ? entry : []));
  const candidates = files.flatMap((file) => {
    const role = isReadable(file) ? findRole(file) : undefined;
    return role === undefined ? [] : [{ file, role }];
  });
  for (const [done, { file, role }] of candidates.entries()) {
    throwIfInterrupted(signal);
    if (file.size > MAX_BINARY_BYTES) continue;
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
  return { found, tooLarge: candidates.map(({ file }) => file).filter(({ size }) => size > MAX_BINARY_BYTES) };
}
