import { posix } from "node:path";
import { addFoldersAbove, followPath, PackError, parentOf } from "@lambda-pack/model";
import type { Bundle, BundleLink, PathTree } from "@lambda-pack/model";

/**
 * Throws for a link that leads out of the bundle, by its text or by other links on its way: it would let the function read, and others
 * write, what does not belong to it. Throws for an entry below a link as well, which would be written to where the link leads. A link
 * in a loop, or to nothing, leads nowhere.
 */
export function assertLinksInside({ entries, label }: Pick<Bundle, "entries" | "label">): void {
  const links = new Map(entries.flatMap((entry) => (entry.kind === "link" ? [[entry.path, entry] as const] : [])));
  if (links.size === 0) return;
  const tree = treeOf(entries, links);
  for (const link of links.values()) {
    if (leavesByText(link) || followPath(link.path, tree).kind === "escapes") throw escapes(link, label);
  }
  for (const { path } of entries) {
    for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) {
      const link = links.get(folder);
      if (link !== undefined) throw isBelow(path, link, label);
    }
  }
}

function treeOf(entries: Bundle["entries"], links: ReadonlyMap<string, BundleLink>): PathTree {
  const files = new Set<string>();
  const folders = new Set<string>([""]);
  for (const { kind, path } of entries) {
    if (kind === "file") files.add(path);
    addFoldersAbove(path, folders);
  }
  return { files, folders, linkAt: (path) => links.get(path)?.target };
}

/** Even where the text leads through what is not there, and may be there later. */
function leavesByText({ path, target }: BundleLink): boolean {
  const end = posix.normalize(posix.join(posix.dirname(path), target));
  return posix.isAbsolute(target) || end === ".." || end.startsWith("../");
}

function escapes({ path, target }: BundleLink, label: string): PackError {
  return new PackError("ZIP_UNSAFE", `${label} has a link that points outside it: ${path} -> ${target}.`, {
    hint: "Pack it again with files instead of links.",
    details: { path, target },
  });
}

function isBelow(path: string, link: BundleLink, label: string): PackError {
  return new PackError(
    "ZIP_UNSAFE",
    `${label} has an entry below a link: ${path}, where ${link.path} -> ${link.target}.`,
    {
      hint: "Create it again with another tool.",
      details: { path, target: link.target },
    },
  );
}
