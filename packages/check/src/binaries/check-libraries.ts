import { posix } from "node:path";
import type { BundleFile, Finding } from "@lambda-pack/model";
import type { BundlePaths } from "@lambda-pack/scan";
import type { BinaryTarget } from "./binary-target.ts";
import type { FoundBinary } from "./found-binary.ts";
import type { Elf } from "./read/read-elf.ts";

export interface LibraryPlaces {
  readonly paths: BundlePaths;
  /** All files of the binaries' package. */
  readonly own: readonly BundleFile[];
}

/** Whether the libraries that the binaries of one package ask for lie where the loader looks, or are on Lambda. */
export function checkLibraries(
  owner: string,
  binaries: readonly FoundBinary<Elf>[],
  { target, paths, own }: LibraryPlaces & { readonly target: BinaryTarget },
): readonly Finding[] {
  const system = target.lambdaRuntime?.system;
  if (system === undefined) return [];
  // The loader takes a library of that name that the package has loaded before, from wherever.
  const ownNames = new Set(own.map(({ path }) => posix.basename(path)));
  return binaries.flatMap(({ file: { path }, binary }) => {
    const folders = searchFolders(path, binary, target.bundle.root);
    const missing = binary.needed.filter(
      (library) =>
        !system.libraries.has(library) &&
        !ownNames.has(posix.basename(library)) &&
        !folders.some((folder) => paths(`${folder}/${library}`).kind === "file"),
    );
    return missing.map((library): Finding => ({
      kind: "missing-shared-library",
      severity: "warning",
      package: owner,
      path,
      library,
    }));
  });
}

/** Its own search paths, then what `LD_LIBRARY_PATH` names on Lambda of a function, and of a layer. */
function searchFolders(path: string, { searchPaths }: Elf, root: string): readonly string[] {
  const origin = posix.dirname(path);
  const own = searchPaths
    .filter((folder) => folder !== "")
    .map((folder) => folder.replace(/\$(?:ORIGIN\b|\{ORIGIN\})/gu, origin));
  return [...own, ".", "lib", `${root}/lib`];
}
