import { posix } from "node:path";

import type { PackageFile, Problem } from "@lambda-pack/model";

import { isOfTests } from "../left-out/is-of-tests.ts";
import type { Candidate } from "../walk/candidate.ts";
import type { ListOptions } from "./list-options.ts";

/**
 * Native code of an importer that its build or install wrote, and that `files` does not name: the package runs on it in the
 * monorepo. Where a binary of the same name is packed, as one of several builds, nothing is missing.
 */
export function findLeftOutBinaries(
  files: readonly PackageFile[],
  { all, isLeftOut }: { readonly all: readonly Candidate[]; readonly isLeftOut: (candidate: Candidate) => boolean },
  { importer, manifest, label }: ListOptions,
): readonly Problem[] {
  if (!importer || manifest.files === undefined) return [];
  const binaries = all.filter((each) => isBinary(each) && isLeftOut(each));
  if (binaries.length === 0) return [];
  const packed = new Set(files.map(({ path }) => posix.basename(path)));
  const byName = new Map<string, string>();
  for (const { path } of binaries) {
    const name = posix.basename(path);
    const known = byName.get(name);
    // node-gyp keeps a second one, `build/Release/obj.target/addon.node`.
    if (!packed.has(name) && (known === undefined || path.length < known.length)) byName.set(name, path);
  }
  if (byName.size === 0) return [];
  return [{ kind: "binary-left-out", package: label, paths: [...byName.values()] }];
}

function isBinary({ kind, path }: Candidate): boolean {
  return kind === "file" && path.endsWith(".node") && !isOfTests(path);
}
