import { join } from "node:path";
import type { Disk } from "../disk/open-disk.ts";

/** What package managers leave beside a package.json that they have installed. */
const INSTALL_FILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  ".pnp.cjs",
  ".pnp.js",
];

/** Names of hidden folders in a node_modules that hold packages. */
const STORES = new Set([".pnpm", ".store", ".bun"]);

/**
 * Whether the package in a directory is installed by itself: it has a lockfile of its own, or packages in its own node_modules. A
 * node_modules that holds nothing but caches says nothing.
 */
export function isInstalledAlone(disk: Disk, dir: string): boolean {
  return hasInstallFiles(disk, dir) || hasPackages(disk, dir);
}

/** Whether a package manager has left a file of its own there. */
export function hasInstallFiles(disk: Disk, dir: string): boolean {
  const names = disk.list(dir);
  return INSTALL_FILES.some((name) => names?.has(name) === true);
}

function hasPackages(disk: Disk, dir: string): boolean {
  if (disk.list(dir)?.has("node_modules") !== true) return false;
  const names = [...(disk.list(join(dir, "node_modules"))?.keys() ?? [])];
  return names.some((name) => !name.startsWith(".") || STORES.has(name));
}
