import { vcsFolders } from "../walk/never-packed.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";
import { outputInvalid } from "../outputs/output-invalid.ts";
import { realOutput } from "../outputs/real-output.ts";

export interface ProjectPlaceOptions {
  /** Absolute real path of the workspace root. */
  readonly root: string;
  /** Absolute real path of the directory of the package that is packed. */
  readonly packageDir: string;
  /** Absolute real paths of the directories of all importers. */
  readonly importerDirs: readonly string[];
  readonly fs: FileSystem;
  /** The option by which the command line may name such a place. */
  readonly option: "--out" | "--stage-dir";
}

/**
 * Fails for a place that a file of the project names and may not: by real path it has to lie below the workspace root, and in no
 * other package, no history and no `node_modules`. Whoever runs the command may name any place.
 */
export function assertProjectPlace(output: string, options: ProjectPlaceOptions): void {
  const { root, packageDir, importerDirs, fs, option } = options;
  const real = realOutput(output, fs);
  const way = wayInside(root, real);
  if (way === undefined || way === "") throw refused("lies outside of the workspace");
  const folder = way
    .split("/")
    .find((name) => vcsFolders.has(name.toLowerCase()) || name.toLowerCase() === "node_modules");
  if (folder !== undefined) throw refused(`lies in ${folder}`);
  const importer = importerDirs.find(
    (dir) => wayInside(dir, packageDir) === undefined && wayInside(dir, real) !== undefined,
  );
  if (importer !== undefined) throw refused(`lies in the package in ${importer}`);

  function refused(fault: string): Error {
    return outputInvalid(
      output,
      `${fault}, where no file of the project may have anything written`,
      `Name it on the command line, ${option} ${output}, or name a place in the workspace, such as one below .lambda-pack.`,
    );
  }
}
