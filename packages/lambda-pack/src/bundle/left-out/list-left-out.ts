import { byCodeUnit } from "@lambda-pack/model";
import type { BundleFile, InstanceId } from "@lambda-pack/model";
import { leftKind } from "../../plan/trim/trim-texts.ts";
import type { LeftOut } from "./left-out.ts";
import type { LeftOutFile, LeftOutList, LeftOutPackage, LeftOutSum } from "./left-out-list.ts";

export interface LeftOutOptions {
  /** By what is left out of each: its bytes, its files, or by name. */
  readonly sort: "size" | "name" | "files";
  readonly entries: boolean;
}

export function listLeftOut({ mode, left, whole }: LeftOut, { sort, entries }: LeftOutOptions): LeftOutList {
  const files = new Map<InstanceId, BundleFile[]>();
  for (const entry of whole.entries) {
    const id = entry.kind === "file" ? whole.places.get(entry.place) : undefined;
    if (entry.kind !== "file" || id === undefined) continue;
    const known = files.get(id);
    if (known === undefined) files.set(id, [entry]);
    else known.push(entry);
  }
  const packages = [...files].flatMap(([id, all]) => listed(id, all, { left, entries }) ?? []);
  return {
    mode,
    files: packages.reduce((sum, { leftFiles }) => sum + leftFiles, 0),
    bytes: packages.reduce((sum, { leftBytes }) => sum + leftBytes, 0),
    packages: packages.toSorted(orders[sort]),
  };
}

const orders: Readonly<Record<LeftOutOptions["sort"], (a: LeftOutPackage, b: LeftOutPackage) => number>> = {
  size: (a, b) => b.leftBytes - a.leftBytes || byCodeUnit(a.id, b.id),
  name: (a, b) => byCodeUnit(a.id, b.id),
  files: (a, b) => b.leftFiles - a.leftFiles || byCodeUnit(a.id, b.id),
};

function listed(
  id: InstanceId,
  files: readonly BundleFile[],
  { left, entries }: Pick<LeftOut, "left"> & Pick<LeftOutOptions, "entries">,
): LeftOutPackage | undefined {
  const gone = files.flatMap(({ path, size }): readonly LeftOutFile[] => {
    const reason = left.get(path);
    return reason === undefined ? [] : [{ path, size, reason: leftKind(reason) }];
  });
  if (gone.length === 0) return undefined;
  return {
    id,
    files: files.length,
    bytes: bytesOf(files),
    leftFiles: gone.length,
    leftBytes: bytesOf(gone),
    left: sums(gone),
    ...(entries ? { leftEntries: gone } : {}),
  };
}

function sums(files: readonly LeftOutFile[]): readonly LeftOutSum[] {
  const found = new Map<string, LeftOutFile[]>();
  for (const file of files) {
    const known = found.get(file.reason);
    if (known === undefined) found.set(file.reason, [file]);
    else known.push(file);
  }
  return [...found]
    .map(([reason, all]) => ({ reason, files: all.length, bytes: bytesOf(all) }))
    .toSorted((a, b) => b.bytes - a.bytes || byCodeUnit(a.reason, b.reason));
}

function bytesOf(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
