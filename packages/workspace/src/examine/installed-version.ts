import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import type { FoundWorkspace } from "../root/find-workspace.ts";

/** The version of the package manager that installed what is there. Most leave no trace of it. */
export function installedVersion(disk: Disk, { root, packageManager }: FoundWorkspace): string | undefined {
  const place = places[packageManager];
  if (place === undefined) return undefined;
  return place.pattern.exec(readQuietly(disk, join(root.dir, ...place.path)))?.[1];
}

interface Place {
  readonly path: readonly string[];
  readonly pattern: RegExp;
}

const places: Readonly<Partial<Record<FoundWorkspace["packageManager"], Place>>> = {
  // Both YAML and JSON, by the version of pnpm.
  pnpm: { path: ["node_modules", ".modules.yaml"], pattern: /^\s*"?packageManager"?: "?pnpm@([\w.-]+)/mu },
  "yarn-berry": { path: [".yarnrc.yml"], pattern: /^yarnPath: .*\byarn-([\d.]+(?:-[\w.]+)?)\.c?js/mu },
  lerna: { path: ["node_modules", "lerna", "package.json"], pattern: /^\s*"version": "([\w.-]+)"/mu },
};

function readQuietly(disk: Disk, file: string): string {
  try {
    return disk.readText(file) ?? "";
  } catch (error) {
    if (isPackError(error)) return "";
    throw error;
  }
}
