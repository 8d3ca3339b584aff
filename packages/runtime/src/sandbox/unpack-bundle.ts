import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isPackError, PackError, systemReason, throwIfInterrupted } from "@lambda-pack/model";
import type { BundleEntry, BundlePath, OpenedBundle } from "@lambda-pack/model";
import { assertLinksInside } from "./assert-links-inside.ts";

export interface UnpackOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes that are written. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** Bytes after which everything else that waits gets its turn. */
const BYTES_AT_A_STRETCH = 8 * 1024 * 1024;

/**
 * Writes a bundle into an empty directory, as Lambda unpacks it into `/var/task`: modes as the bundle has them, and none may
 * write (root may all the same).
 */
export async function unpackBundle(opened: OpenedBundle, dir: string, options: UnpackOptions = {}): Promise<void> {
  const { entries, label } = opened.bundle;
  const directories = new Set<string>();
  let bytes = 0;
  let stretch = 0;
  assertLinksInside(opened.bundle);
  try {
    for (const entry of entries) {
      throwIfInterrupted(options.signal);
      makeDirectory(directories, dir, dirname(entry.path));
      await writeEntry(opened, entry, dir);
      if (entry.kind === "link") continue;
      bytes += entry.size;
      stretch += entry.size;
      if (stretch < BYTES_AT_A_STRETCH) continue;
      stretch = 0;
      options.onProgress?.(bytes);
      await setImmediate();
    }
    for (const directory of directories) chmodSync(join(dir, directory), 0o555);
  } catch (error) {
    if (isPackError(error)) throw error;
    throw new PackError("OUTPUT_WRITE_FAILED", `${label} could not be unpacked into ${dir}: ${systemReason(error)}.`, {
      hint: "Free some space there, or set TMPDIR to another directory.",
      details: { path: dir },
      cause: error,
    });
  }
}

function makeDirectory(made: Set<string>, root: string, directory: string): void {
  if (made.has(directory)) return;
  if (directory !== ".") makeDirectory(made, root, dirname(directory));
  if (directory !== ".") mkdirSync(join(root, directory));
  made.add(directory);
}

async function writeEntry(opened: OpenedBundle, entry: BundleEntry, dir: string): Promise<void> {
  const path = join(dir, entry.path);
  if (entry.kind === "link") {
    // On Windows a junction needs no privilege, and leads to directories alone; elsewhere the type means nothing.
    const isPackage = opened.bundle.places.has(entry.path as BundlePath);
    symlinkSync(entry.target, path, isPackage ? "junction" : undefined);
    return;
  }
  writeFileSync(path, await opened.read(entry), { mode: (entry.mode & 0o555) | 0o400, flag: "wx" });
}
