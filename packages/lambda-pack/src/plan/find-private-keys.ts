import { basename } from "node:path";
import { holdsPrivateKey, isBinaryName, packageLabel } from "@lambda-pack/model";
import type { PackageFile, PackageFiles, PackageId, Problem, Selection } from "@lambda-pack/model";
import type { SourceFileSystem } from "@lambda-pack/workspace";

/** Bytes of a file that may hold a key: no key is shorter, and texts that hold one are short. */
const [MIN_BYTES, MAX_BYTES] = [100, 100_000];

/** Files of packages of the workspace that are packed and hold a private key. Those of others are no secret any more. */
export function findPrivateKeys(
  { packages }: Selection,
  files: ReadonlyMap<PackageId, PackageFiles>,
  source: SourceFileSystem,
): readonly Problem[] {
  return [...packages.values()].flatMap(({ installed }): readonly Problem[] => {
    if (!installed.importer) return [];
    const paths = (files.get(installed.id)?.files ?? []).filter(holdsKey).map(({ path }) => path);
    return paths.length === 0 ? [] : [{ kind: "private-key", package: packageLabel(installed), paths }];
  });

  function holdsKey({ path, size, source: file }: PackageFile): boolean {
    if (size < MIN_BYTES || size > MAX_BYTES || isBinaryName(basename(path))) return false;
    return holdsPrivateKey(textOf(file));
  }

  /** Whether it can be read, and is unchanged, is said when it is packed. */
  function textOf(file: string): string {
    try {
      return source.readFileSync(file, "utf8");
    } catch {
      return "";
    }
  }
}
