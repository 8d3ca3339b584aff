import { splitSpecifier } from "@lambda-pack/scan";
import type { ScannedFile } from "@lambda-pack/scan";
import type { Owner } from "./owner.ts";
import type { ResolvingProgram } from "./asked-in.ts";

/** Packages that change, while the function runs, what Node finds for a name. */
const PROGRAMS: ReadonlySet<string> = new Set([
  "@babel/register",
  "@swc-node/register",
  "app-module-path",
  "esbuild-register",
  "module-alias",
  "rootpath",
  "ts-node",
  "tsconfig-paths",
  "tsx",
]);

/** Those that files of the workspace's packages load with the function, the first of each. */
export function findPrograms(
  scanned: readonly ScannedFile[],
  ownPlaces: ReadonlySet<string>,
  ownerOf: (path: string) => Owner | undefined,
): readonly ResolvingProgram[] {
  const found = new Map<string, ResolvingProgram>();
  for (const { path, asks } of scanned) {
    if (!ownPlaces.has(ownerOf(path)?.place ?? "")) continue;
    for (const { specifier, when } of asks) {
      const name = splitSpecifier(specifier)?.name ?? "";
      if (when !== "never" && PROGRAMS.has(name) && !found.has(name)) found.set(name, { name, file: path });
    }
  }
  return [...found.values()];
}
