import { createHash } from "node:crypto";

import type { PackageFiles } from "@lambda-pack/model";

import { diskFileSystem, type SourceFileSystem } from "./file-system.ts";
import { readAhead } from "./read-ahead.ts";

/**
 * SHA-256 in hex over path, mode and content of a package's files, in order. Each content follows a line that tells its
 * length, so that no two different lists have one digest.
 */
export async function digestPackageFiles(
  { files }: PackageFiles,
  { fs = diskFileSystem }: { readonly fs?: SourceFileSystem | undefined } = {},
): Promise<string> {
  const hash = createHash("sha256");
  const contents = readAhead(files, { fs });
  for (const { path, mode, size } of files) {
    const content = await contents.next();
    if (content.done === true) break;
    hash.update(`${JSON.stringify([path, mode, size])}\n`).update(content.value);
  }
  return hash.digest("hex");
}
