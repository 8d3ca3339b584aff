import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";

import type { PackageFile, PackageFiles } from "@lambda-pack/model";

import { fileChanged, readFailure } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { SourceFileSystem } from "../disk/file-system.ts";
import { assertListed } from "../disk/read-unchanged.ts";

export interface DigestOptions {
  /** Where the files are read from; the disk unless given. */
  readonly fs?: SourceFileSystem | undefined;
}

/** Bytes that are held at once. */
const CHUNK_SIZE = 1024 * 1024;

/**
 * SHA-256 in hex over path, mode and content of a package's files, in order. Each content follows a line that has its
 * length, so that no two different lists have one digest.
 */
export function digestPackageFiles({ files }: PackageFiles, { fs = diskFileSystem }: DigestOptions = {}): string {
  const hash = createHash("sha256");
  const largest = files.reduce((most, { size }) => Math.max(most, size), 0);
  const chunk = Buffer.allocUnsafe(Math.min(largest, CHUNK_SIZE));
  for (const file of files) {
    hash.update(headerOf(file));
    try {
      hashContent(file, { fs, hash, chunk });
    } catch (error) {
      throw readFailure(file.source, error);
    }
  }
  return hash.digest("hex");
}

/**
 * A digest for each of several packages: two are equal only if path, mode and content of all files are. Reads no content of
 * packages whose lists of files differ from all others: these tell them apart.
 */
export function digestPackages(packages: readonly PackageFiles[], options: DigestOptions = {}): readonly string[] {
  const lists = packages.map(digestList);
  const counts = new Map<string, number>();
  for (const list of lists) counts.set(list, (counts.get(list) ?? 0) + 1);
  return packages.map((files, index) => {
    const list = lists[index] ?? "";
    return counts.get(list) === 1 ? list : digestPackageFiles(files, options);
  });
}

/** No content stands between two headers, so this is never the digest of a list with contents, unless all are empty. */
function digestList({ files }: PackageFiles): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(headerOf(file));
  return hash.digest("hex");
}

function headerOf({ path, mode, size }: PackageFile): string {
  return `${JSON.stringify([path, mode, size])}\n`;
}

interface Hashing {
  readonly fs: SourceFileSystem;
  readonly hash: Hash;
  readonly chunk: Buffer;
}

function hashContent(file: PackageFile, { fs, hash, chunk }: Hashing): void {
  const { source, size } = file;
  const fd = fs.openSync(source, "r");
  try {
    for (let done = 0; done < size;) {
      const read = fs.readSync(fd, chunk, 0, Math.min(chunk.length, size - done), done);
      if (read === 0) throw fileChanged(source, "changed");
      hash.update(chunk.subarray(0, read));
      done += read;
    }
    assertListed(fd, file, fs);
  } finally {
    fs.closeSync(fd);
  }
}
