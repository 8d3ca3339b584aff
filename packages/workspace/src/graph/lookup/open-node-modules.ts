import { basename, join, sep } from "node:path";
import type { Disk, EntryKind, Listing } from "../../disk/open-disk.ts";
import { remember } from "../../disk/remember.ts";

/** A node_modules that is there. */
export interface NodeModules {
  /** As it is reached, which is not always its real path. */
  readonly path: string;
  /** What lies at a name; undefined where nothing does. */
  readonly entry: (name: string) => NodeModulesEntry | undefined;
}

export interface NodeModulesEntry {
  /** Real path; undefined for a link that leads nowhere. */
  readonly dir: string | undefined;
}

interface Folder {
  readonly dir: string;
  readonly listing: Listing;
}

/**
 * The node_modules in a directory, whose path is real. Listing it once is cheaper than asking it for each name, and shows
 * what is a link: of all else, the real path is that of the folder and the name.
 */
export function openNodeModules(disk: Disk, parent: string): NodeModules | undefined {
  if (basename(parent) === "node_modules") return undefined;
  const path = join(parent, "node_modules");
  const isLink = disk.isLink(path);
  const folder = isLink === undefined ? undefined : openFolder(disk, path, isLink ? "link" : "directory");
  if (folder === undefined) return undefined;

  const scopes = new Map<string, Folder | undefined>();
  const scopeOf = (name: string): Folder | undefined =>
    remember(scopes, name, () => {
      const kind = folder.listing.get(name);
      return kind && openFolder(disk, folder.dir + sep + name, kind);
    });

  const entry: NodeModules["entry"] = (name) => {
    const [first = "", second] = name.split("/");
    const holder = second === undefined ? folder : scopeOf(first);
    const kind = holder?.listing.get(second ?? first);
    if (holder === undefined || kind === undefined) return undefined;
    return { dir: realPath(disk, holder.dir + sep + (second ?? first), kind) };
  };
  return { path, entry };
}

/** `path` is a name in a directory whose path is real. */
function openFolder(disk: Disk, path: string, kind: EntryKind): Folder | undefined {
  const dir = realPath(disk, path, kind);
  const listing = dir === undefined ? undefined : disk.list(dir);
  return dir === undefined || listing === undefined ? undefined : { dir, listing };
}

function realPath(disk: Disk, path: string, kind: EntryKind): string | undefined {
  return kind === "link" ? disk.realPath(path) : path;
}
