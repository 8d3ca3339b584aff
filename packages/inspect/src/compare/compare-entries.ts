import type { BundleEntry, BundleFile } from "@lambda-pack/model";
import type { FileChange } from "./bundle-difference.ts";
import type { Side, Sides } from "./side.ts";

/**
 * What of an entry differs for a function. Of the mode that is what "others" may do, of which the function is one: read and
 * execute. It cannot write, whatever the mode says.
 */
export async function compareEntries(
  before: BundleEntry,
  after: BundleEntry,
  [a, b]: Sides,
): Promise<readonly FileChange[]> {
  if (before.kind === "link" && after.kind === "link") return before.target === after.target ? [] : ["target"];
  if (before.kind === "link" || after.kind === "link") return ["kind"];
  const changes: FileChange[] = [];
  if (!(await isSameContent([before, a], [after, b]))) changes.push("content");
  if (functionMode(before) !== functionMode(after)) changes.push("mode");
  return changes;
}

type FileOfSide = readonly [BundleFile, Side];

async function isSameContent([before, a]: FileOfSide, [after, b]: FileOfSide): Promise<boolean> {
  return before.size === after.size && (before.size === 0 || (await a.checksum(before)) === (await b.checksum(after)));
}

function functionMode({ mode }: BundleFile): number {
  return mode & 0o005;
}
