import type { PageFacts, PageFolder, PagePackage } from "../src/page-data.ts";

/** One rectangle of the treemap, and what it holds. */
export interface Box {
  readonly kind: "bundle" | "own" | "package" | "scope" | "folder" | "file" | "rest";
  /** What is written on it: a name, or several with slashes where folders hold nothing but the next one. */
  readonly label: string;
  /** In the bundle; empty for its root. */
  readonly path: string;
  readonly package?: PagePackage;
  readonly children: readonly Box[];
  readonly bytes: number;
  readonly zipped: number;
  readonly files: number;
}

/** Which of a box's sizes counts. */
export type SizeKind = "bytes" | "zipped";

/**
 * The bundle as boxes in boxes. `node_modules` is no box: the packages in it lie in what it lies in, those of a scope together. At
 * the root, the target's own files share a box.
 */
export function boxesOf(tree: PageFolder, { packages, bundle }: PageFacts): Box {
  const label = bundle.origin === "zip" ? bundle.label.replace(/^.*[/\\]/u, "") : bundle.label;
  const children = childrenOf(tree, "", packages);
  const own = children.filter(({ kind }) => kind === "folder" || kind === "file");
  const others = children.filter(({ kind }) => kind !== "folder" && kind !== "file");
  const found = packageOf(tree, packages);
  if (found === undefined || own.length === 0 || others.length === 0) {
    return boxOf({ kind: "bundle", label, path: "", children });
  }
  const ownBox = boxOf({ kind: "own", label: found.name, path: "", package: found, children: own });
  return boxOf({ kind: "bundle", label, path: "", children: [ownBox, ...others] });
}

/** A box around others. */
export function boxOf(box: Omit<Box, "bytes" | "zipped" | "files">): Box {
  let [bytes, zipped, files] = [0, 0, 0];
  for (const child of box.children) {
    bytes += child.bytes;
    zipped += child.zipped;
    files += child.files;
  }
  return { ...box, bytes, zipped, files };
}

function childrenOf(folder: PageFolder, path: string, packages: readonly PagePackage[]): readonly Box[] {
  const folders = folder.folders.flatMap((child) =>
    child.name === "node_modules"
      ? installedBoxes(child, join(path, child.name), packages)
      : [folderBox(child, join(path, child.name), packages)],
  );
  return [...folders, ...fileBoxes(folder, path)];
}

function installedBoxes(folder: PageFolder, path: string, packages: readonly PagePackage[]): readonly Box[] {
  const boxes = folder.folders.map((child) => {
    const childPath = join(path, child.name);
    if (child.package !== undefined || !child.name.startsWith("@")) return folderBox(child, childPath, packages);
    const members = child.folders.map((member) => inScope(folderBox(member, join(childPath, member.name), packages)));
    const children = [...members, ...fileBoxes(child, childPath)];
    return boxOf({ kind: "scope", label: child.name, path: childPath, children });
  });
  return [...boxes, ...fileBoxes(folder, path)];
}

/** The scope is written around it. */
function inScope(box: Box): Box {
  return { ...box, label: box.label.slice(box.label.indexOf("/") + 1) };
}

function folderBox(folder: PageFolder, path: string, packages: readonly PagePackage[]): Box {
  const found = packageOf(folder, packages);
  const children = childrenOf(folder, path, packages);
  if (found !== undefined) return boxOf({ kind: "package", label: found.name, path, package: found, children });
  const [only] = children;
  if (children.length === 1 && only?.kind === "folder") return { ...only, label: `${folder.name}/${only.label}` };
  return boxOf({ kind: "folder", label: folder.name, path, children });
}

function fileBoxes({ files, sizes, zipped }: PageFolder, path: string): readonly Box[] {
  return files.map((label, index) => ({
    kind: "file",
    label,
    path: join(path, label),
    children: [],
    bytes: sizes[index] ?? 0,
    zipped: zipped?.[index] ?? 0,
    files: 1,
  }));
}

function packageOf(folder: PageFolder, packages: readonly PagePackage[]): PagePackage | undefined {
  return folder.package === undefined ? undefined : packages[folder.package];
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}
