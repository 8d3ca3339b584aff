import type { PageFacts, PageFolder, PagePackage, PageTrimSum } from "../src/page-data.ts";

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
  /** Bytes of what a trim has left out: of boxes of a whole bundle. */
  readonly left: number;
  /** Of a file that was left out: why, in words. */
  readonly leftBy?: string;
}

/** Whether all of it was left out. */
export function isLeftOut({ bytes, left, leftBy }: Box): boolean {
  return leftBy !== undefined || (left > 0 && left === bytes);
}

/** Which of a box's sizes counts. */
export type SizeKind = "bytes" | "zipped";

/** What of a bundle becomes boxes. */
interface Drawing {
  readonly packages: readonly PagePackage[];
  /** The reasons for which files were left out, where these become boxes too. */
  readonly left?: readonly PageTrimSum[];
}

/**
 * The bundle as boxes in boxes. `node_modules` is no box: the packages in it lie in what it lies in, those of a scope together. At
 * the root, the target's own files share a box. As it would be `whole`, what a trim has left out has boxes too.
 */
export function boxesOf(
  tree: PageFolder,
  { packages, bundle, trim }: PageFacts,
  { whole = false }: { readonly whole?: boolean } = {},
): Box {
  const drawing: Drawing = whole && trim !== undefined ? { packages, left: trim.left } : { packages };
  const label = bundle.origin === "zip" ? bundle.label.replace(/^.*[/\\]/u, "") : bundle.label;
  const children = childrenOf(tree, "", drawing);
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
export function boxOf(box: Omit<Box, "bytes" | "zipped" | "files" | "left">): Box {
  let [bytes, zipped, files, left] = [0, 0, 0, 0];
  for (const child of box.children) {
    bytes += child.bytes;
    zipped += child.zipped;
    files += child.files;
    left += child.left;
  }
  return { ...box, bytes, zipped, files, left };
}

function childrenOf(folder: PageFolder, path: string, drawing: Drawing): readonly Box[] {
  const folders = folder.folders.flatMap((child) =>
    child.name === "node_modules"
      ? installedBoxes(child, join(path, child.name), drawing)
      : folderBoxes(child, join(path, child.name), drawing),
  );
  return [...folders, ...fileBoxes(folder, path, drawing)];
}

function installedBoxes(folder: PageFolder, path: string, drawing: Drawing): readonly Box[] {
  const boxes = folder.folders.flatMap((child) => {
    const childPath = join(path, child.name);
    if (child.package !== undefined || !child.name.startsWith("@")) return folderBoxes(child, childPath, drawing);
    const members = child.folders.flatMap((member) =>
      folderBoxes(member, join(childPath, member.name), drawing).map(inScope),
    );
    const children = [...members, ...fileBoxes(child, childPath, drawing)];
    return children.length === 0 ? [] : boxOf({ kind: "scope", label: child.name, path: childPath, children });
  });
  return [...boxes, ...fileBoxes(folder, path, drawing)];
}

/** The scope is written around it. */
function inScope(box: Box): Box {
  return { ...box, label: box.label.slice(box.label.indexOf("/") + 1) };
}

/** One box, or none for a folder of which everything was left out. */
function folderBoxes(folder: PageFolder, path: string, drawing: Drawing): readonly Box[] {
  const found = packageOf(folder, drawing.packages);
  const children = childrenOf(folder, path, drawing);
  if (children.length === 0) return [];
  if (found !== undefined) return [boxOf({ kind: "package", label: found.name, path, package: found, children })];
  const [only] = children;
  if (children.length === 1 && only?.kind === "folder") return [{ ...only, label: `${folder.name}/${only.label}` }];
  return [boxOf({ kind: "folder", label: folder.name, path, children })];
}

function fileBoxes({ files, sizes, zipped, left }: PageFolder, path: string, drawing: Drawing): readonly Box[] {
  const kept = files.map((label, index) =>
    fileBox({ label, path, bytes: sizes[index] ?? 0, zipped: zipped?.[index] ?? 0, left: 0 }),
  );
  if (drawing.left === undefined || left === undefined) return kept;
  const others = left.files.map((label, index): Box => {
    const bytes = left.sizes[index] ?? 0;
    const leftBy = drawing.left?.[left.reasons[index] ?? -1]?.message ?? "";
    return { ...fileBox({ label, path, bytes, zipped: 0, left: bytes }), leftBy };
  });
  return [...kept, ...others];
}

function fileBox({ label, path, ...sizes }: Pick<Box, "label" | "path" | "bytes" | "zipped" | "left">): Box {
  return { kind: "file", label, path: join(path, label), children: [], files: 1, ...sizes };
}

function packageOf(folder: PageFolder, packages: readonly PagePackage[]): PagePackage | undefined {
  return folder.package === undefined ? undefined : packages[folder.package];
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}
