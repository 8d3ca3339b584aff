import type { BundleDifference, FileDifference } from "@lambda-pack/inspect";
import { counted } from "@lambda-pack/model";
import { fileNotes, signedSize } from "./diff-texts.ts";
import type { ShowName } from "./diff-texts.ts";
import { unexplainedFiles } from "./unexplained-files.ts";

/** One line about a file that differs, or about several of one folder. */
export interface FileRow {
  readonly kind: FileDifference["kind"];
  /** Shown; that of a folder has a slash at its end. */
  readonly path: string;
  readonly note: string;
  /** How many files it stands for. */
  readonly files: number;
}

export interface FileRowsOptions {
  /** A row for every file; else for those that the packages do not explain, many of one kind in one folder taken together. */
  readonly all: boolean;
  readonly show: ShowName;
}

/** The files that differ, row by row, in the order of paths. */
export function fileRows(difference: BundleDifference, { all, show }: FileRowsOptions): readonly FileRow[] {
  if (all) return difference.files.map((file) => fileRow(file, show));
  const files = unexplainedFiles(difference);
  const groups = groupByFolder(files);
  return files.flatMap((file) => {
    const group = groups.get(groupKey(file));
    if (group === undefined || group.length <= MAX_OF_A_FOLDER) return [fileRow(file, show)];
    return group[0] === file ? [folderRow(group, show)] : [];
  });
}

const MAX_OF_A_FOLDER = 5;

type Group = readonly [FileDifference, ...FileDifference[]];

function groupByFolder(files: readonly FileDifference[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, [FileDifference, ...FileDifference[]]>();
  for (const file of files) {
    const group = groups.get(groupKey(file));
    if (group === undefined) groups.set(groupKey(file), [file]);
    else group.push(file);
  }
  return groups;
}

function groupKey(file: FileDifference): string {
  return `${file.kind} ${folderOf(file)}`;
}

function folderOf({ path }: FileDifference): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function fileRow(file: FileDifference, show: ShowName): FileRow {
  return { kind: file.kind, path: show(file.path), note: fileNotes(file, show).join(", "), files: 1 };
}

function folderRow(group: Group, show: ShowName): FileRow {
  const [first] = group;
  const bytes = group.reduce((sum, file) => sum + grownBy(file), 0);
  const note = `${counted(group.length, "file")}, ${signedSize(bytes)}`;
  return { kind: first.kind, path: show(folderOf(first) || "./"), note, files: group.length };
}

function grownBy(file: FileDifference): number {
  const after = file.kind === "removed" || file.after.kind === "link" ? 0 : file.after.bytes;
  const before = file.kind === "added" || file.before.kind === "link" ? 0 : file.before.bytes;
  return after - before;
}
