import { stat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { RecordedAct, Recording } from "./recording.ts";

/** What Node.js may have resolved, or loaded as a module. */
const resolved: readonly RecordedAct[] = ["module", "addon", "checked"];

/**
 * The package.json files that Node.js has read, or may have. It reads them in native code, past all that can be watched, so they
 * follow from the files: from each one up to the directory of its package.
 */
export async function findManifests(acts: Recording["acts"], taskRoot: string): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  for (const [path, did] of acts) {
    if (!resolved.some((act) => did.has(act))) continue;
    // What was looked at may be a directory itself.
    for (let folder = path; !folders.has(folder); folder = parentOf(folder)) {
      folders.add(folder);
      if (folder === "" || posix.basename(parentOf(folder)) === "node_modules") break;
    }
  }
  const manifests = [...folders].map((folder) => posix.join(folder, "package.json"));
  const there = await Promise.all(manifests.map(async (path) => isFile(join(taskRoot, path))));
  return new Set(manifests.filter((_path, index) => there[index]));
}

function parentOf(path: string): string {
  return path.includes("/") ? posix.dirname(path) : "";
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
